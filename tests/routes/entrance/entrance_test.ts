import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { createEntrance } from "../../../routes/entrance/entrance.ts";
import { createFrame } from "../../../routes/entrance/frame.ts";
import { openPortal } from "../../../routes/entrance/portal.ts";
import { ORIGIN, type TestApp, testApp } from "../../support/app.ts";

const FIRST = ["/", "/zona-ser", "/health", "/static/app.css", "/static/htmx.min.js?v=x"];

Deno.test("the first visitor sees what the portal would show her, and the portal is not opened", async () => {
  await using portal = await testApp();
  const { entrance, opened } = await anEntrance(portal);
  for (const path of FIRST) {
    assertEquals(await answerOf(entrance, path), await answerOf(portal.app, path), path);
    const part = { "HX-Request": "true", "HX-Request-Type": "partial" };
    assertEquals(
      await answerOf(entrance, path, part),
      await answerOf(portal.app, path, part),
      path,
    );
  }
  assertEquals(opened.count, 0);
});

Deno.test("everything else waits for the portal, which is opened once", async () => {
  await using portal = await testApp();
  const { entrance, opened } = await anEntrance(portal);
  const asked = ["/politicas", "/zona-ser?salida=si", "/portal", "/robots.txt", "/nada"];
  const answers = await Promise.all(asked.map((path) => answerOf(entrance, path)));
  for (const [index, path] of asked.entries()) {
    assertEquals(answers[index], await answerOf(portal.app, path), path);
  }
  assertEquals(opened.count, 1);
  assertEquals(await answerOf(entrance, "/"), await answerOf(portal.app, "/"));
});

Deno.test("whether the portal is ready is said in two seconds, also while it is being opened", async () => {
  await using portal = await testApp();
  const frame = await createFrame(portal.services);
  const opening = Promise.withResolvers<typeof portal.app>();
  const entrance = createEntrance(frame, () => opening.promise);
  const ask = async (method = "GET") => {
    const asked = new Request("http://127.0.0.1:9/ready", { method });
    const { status, body } = await entrance.fetch(asked);
    await body?.cancel();
    return status;
  };
  assertEquals(await Promise.all([ask(), ask("HEAD")]), [503, 503]);
  const waiting = ask();
  opening.resolve(portal.app);
  assertEquals([await waiting, await ask()], [200, 200]);
});

Deno.test("a session is for the portal to judge", async () => {
  await using portal = await testApp();
  const { entrance } = await anEntrance(portal);
  const browser = await portal.signIn();
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await entrance.fetch(new Request(`${ORIGIN}/zona-ser`, { headers: { cookie } }));
  assertEquals([answer.status, answer.headers.get("location")], [303, "/portal"]);
});

Deno.test("what the entrance refuses is answered by the portal, and logged once", async () => {
  await using portal = await testApp();
  const { entrance } = await anEntrance(portal);
  const refused: [string, Record<string, string>, number][] = [
    ["/static/nothing.js", {}, 404],
    ["/zona-ser", { host: "evil.example" }, 400],
    ["/zona-ser", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, 403],
  ];
  for (const [path, headers, status] of refused) {
    const before = portal.logged.length;
    const answer = await answerOf(entrance, path, headers);
    assertEquals(answer.status, status, path);
    const lines = portal.logged.slice(before).filter(({ event }) => event === "request");
    assertEquals(lines.length, 1, path);
    assertEquals(answer, await answerOf(portal.app, path, headers), path);
  }
});

Deno.test("an address that no browser sends is answered as the portal answers it", async () => {
  await using portal = await testApp();
  const odd = [
    "http://[/zona-ser",
    "http://a b/zona-ser",
    "http://a:99999/health",
    "http://[/nada",
  ];
  for (const url of [...odd, `${ORIGIN}/x/../zona-ser`, `${ORIGIN}/x/%2e%2e/static/app.css`]) {
    const { entrance } = await anEntrance(portal);
    assertEquals(await answerOf(entrance, url), await answerOf(portal.app, url), url);
  }
});

Deno.test("a portal that cannot be read is an error for whoever waits for it, not for the first", async () => {
  await using portal = await testApp();
  const frame = await createFrame(portal.services);
  const entrance = createEntrance(frame, () => Promise.reject(new Error("no such module")));
  await assertRejects(() => entrance.open(), Error, "no such module");
  await assertRejects(() => entrance.fetch(new Request(`${ORIGIN}/politicas`)), Error, "no such");
  const home = await entrance.fetch(new Request(ORIGIN));
  assertStringIncludes(await home.text(), "Quiénes somos");
});

async function anEntrance(portal: TestApp) {
  const opened = { count: 0 };
  const frame = await createFrame(portal.services);
  const entrance = createEntrance(frame, () => {
    opened.count++;
    return openPortal(portal.services, frame);
  });
  return { entrance, opened };
}

type Answering = { fetch(request: Request): Response | Promise<Response> };

/** What is the same each time; a page says its nonce and the number of its request. */
async function answerOf(app: Answering, path: string, headers: Record<string, string> = {}) {
  const answer = await app.fetch(asSent(path, headers));
  const policy = answer.headers.get("content-security-policy") ?? "";
  const [, nonce] = /'nonce-([^']+)'/.exec(policy) ?? [];
  assertEquals(nonce === undefined, answer.ok && path.startsWith("/static/"), path);
  const same = (text: string) =>
    text.replaceAll(nonce ?? "NONCE", "NONCE").replace(REQUEST_ID, "ID");
  return {
    status: answer.status,
    headers: [...answer.headers].map(([name, value]) => `${name}: ${same(value)}`),
    body: same(await answer.text()),
  };
}

const REQUEST_ID = /<span class="mono">[\da-f]+/;

/** A request whose address, where it is a whole one, comes as it was sent, whatever it is. */
function asSent(address: string, headers: Record<string, string>): Request {
  if (address.startsWith("/")) return new Request(`${ORIGIN}${address}`, { headers });
  return Object.defineProperty(new Request(ORIGIN, { headers }), "url", { value: address });
}
