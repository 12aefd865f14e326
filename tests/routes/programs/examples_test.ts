import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { examplesIn } from "../../../domain/programs/example.ts";
import { ORIGIN, testApp } from "../../support/app.ts";

const PAGE = "/api/ejemplos";

Deno.test("whoever writes a program finds every example of the guide, each with what it does, without signing in", async () => {
  await using portal = await testApp();
  const answer = await portal.browser().get(PAGE);
  const html = await answer.text();
  assertEquals(answer.status, 200);
  const examples = examplesIn(await Deno.readTextFile("docs/api.md"));
  const shown = [...html.matchAll(/<p>([^<]+)<\/p><pre[^>]*><code>([^<]*)<\/code>/g)];
  assertEquals(shown.map(([, , code = ""]) => plain(code)), examples.map(({ code }) => code));
  for (const [, what = ""] of shown) assertMatch(what, /^\S.+[.]$/);
  assertStringIncludes(html, `<code>${ORIGIN}</code>`);
});

Deno.test("nightly.py comes as a file, as it is run in the tests", async () => {
  await using portal = await testApp();
  const answer = await portal.browser().get(`${PAGE}/nightly.py`);
  assertStringIncludes(answer.headers.get("content-disposition") ?? "", 'filename="nightly.py"');
  assertEquals(await answer.text(), await Deno.readTextFile("docs/examples/nightly.py"));
});

function plain(html: string): string {
  const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return Object.entries(signs).reduce(
    (text, [sign, letter]) => text.replaceAll(sign, letter),
    html,
  );
}
