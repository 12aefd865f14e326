import { assertEquals } from "@std/assert";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import type { Written } from "../../../routes/api/written.ts";
import { writeDocument } from "../../support/api/written_document.ts";
import { testApp } from "../../support/app.ts";

/** What others expect of a document, and that each example is what its schema says. */
async function problemsOf(document: Written): Promise<string[]> {
  const config = await createConfig({
    extends: ["recommended-strict"],
    // The API is no work that anybody copies.
    rules: { "info-license": "off", "no-invalid-schema-examples": "error" },
  });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
  return problems.map(({ ruleId, message, location }) =>
    `${ruleId}: ${message} ${location[0]?.pointer}`
  );
}

Deno.test("a linter of OpenAPI finds nothing in the document, and what is spoilt in it", async () => {
  await using portal = await testApp();
  const document = await writeDocument(portal.services);
  assertEquals(await problemsOf(document), []);
  const me = document.paths["/me"]?.get;
  if (me) me.operationId = "getVoucher";
  const statement = document.paths["/statement"]?.get?.responses["200"]?.content;
  if (statement?.["application/json"]) statement["application/json"].example = { year: "x" };
  const rules = (await problemsOf(document)).map((problem) => problem.split(":")[0]);
  assertEquals([...new Set(rules)].sort(), [
    "no-invalid-media-type-examples",
    "operation-operationId-unique",
  ]);
});
