import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { operationsOf, writeDocument } from "../../support/api/written_document.ts";
import { testApp } from "../../support/app.ts";

Deno.test("/api shows anybody every operation with its address, and nothing of another host", async () => {
  await using portal = await testApp();
  const answer = await portal.browser().get("/api");
  const page = await answer.text();
  assertEquals(answer.status, 200);
  const operations = operationsOf(await writeDocument(portal.services));
  assert(operations.length >= 18);
  for (const { path, operation } of operations) {
    assertStringIncludes(page, `<details class="operation" id="${operation.operationId}">`);
    assertStringIncludes(page, `data-path="/api/v1${path}"`);
  }
  const hosts = [...page.matchAll(/(?:src|href|action)="(https?:)?\/\//g)];
  assertEquals(hosts, []);
});

Deno.test("/api writes out how a terminal asks, with the token in its header and examples in their places", async () => {
  await using portal = await testApp();
  const page = await (await portal.browser().get("/api")).text();
  const bearer = "-H &quot;Authorization: Bearer $TOKEN&quot;";
  assertStringIncludes(
    page,
    `curl &quot;http://localhost:8000/api/v1/vouchers/1500092560&quot; \\\n  ${bearer}`,
  );
  assertStringIncludes(page, "-F files=@comprobantes.csv");
  assertStringIncludes(page, "&quot;controlTotal&quot;:&quot;2557530.07&quot;");
  assertStringIncludes(page, "/api/v1/public/offices?department=13&amp;municipality=13001&quot;");
  assertStringIncludes(page, "Permiso del token: Cruces (reconcile).");
});
