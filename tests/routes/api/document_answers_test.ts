import { assertEquals } from "@std/assert";
import { createJudge } from "../../support/api/checked_answers.ts";
import { writeDocument } from "../../support/api/written_document.ts";
import { testApp } from "../../support/app.ts";

const ME = { name: "x", nit: null, legalName: null, scopes: [] };
const PROBLEM = {
  type: "about:blank",
  title: "x",
  status: 404,
  detail: "x",
  requestId: "00000000-0000-4000-8000-000000000000",
};

Deno.test("an answer that is not in the document is found, whatever is wrong with it", async () => {
  await using portal = await testApp();
  const judge = createJudge(await writeDocument(portal.services));
  const judged = async (place: string, status: number, body: unknown, type = "application/json") =>
    (await judge(
      place,
      new Response(JSON.stringify(body), { status, headers: { "content-type": type } }),
    )).length;
  const problem = "application/problem+json";
  assertEquals(await judged("GET /me", 200, ME), 0);
  assertEquals(await judged("GET /me", 401, { ...PROBLEM, status: 401 }, problem), 0);
  assertEquals(await judged("GET /nada", 404, PROBLEM, problem), 0);
  assertEquals(await judged("GET /me", 200, { ...ME, password: "x" }), 1);
  assertEquals(await judged("GET /me", 200, { ...ME, scopes: "read" }), 1);
  assertEquals(await judged("GET /me", 418, PROBLEM, problem), 1);
  assertEquals(await judged("GET /me", 404, PROBLEM, problem), 1);
  assertEquals(await judged("GET /me", 200, "<p>", "text/html"), 1);
  assertEquals(await judged("GET /me", 401, { ...PROBLEM, stack: "x" }, problem), 1);
  assertEquals(await judged("GET /nada", 404, "<p>", "text/html"), 1);
});
