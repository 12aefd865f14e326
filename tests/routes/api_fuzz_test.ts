import { assert, assertEquals } from "@std/assert";
import { fc } from "../support/runs/properties.ts";
import { createApiToken } from "../../db/programs/tokens.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { hostileEach, type Place, requestsOf, type Sent } from "../support/api/requests.ts";
import { operationsOf, writeDocument } from "../support/api/written_document.ts";
import { A, B, ORIGIN, type TestApp, testApp } from "../support/app.ts";
import { somePayments } from "../support/payments.ts";
import { staffScript } from "../support/uploads.ts";

/*
 * Requests made from the document: by its own words, wrong in one place, and hostile. Whatever comes,
 * no answer is a 5xx, none has anything of B, and each is as the document says (the test app compares
 * them). FUZZ_TIMES multiplies how many, FUZZ_SEED repeats a run.
 */

const TIMES = Number(Deno.env.get("FUZZ_TIMES") ?? 1);
const RUNS = 80;
/** Operations that cost more than a question: each file and each load is a few dozen. */
const COSTLY: Record<string, number> = { exportWorkbook: 25, exportCsv: 60, sendLoad: 40 };
/** More than this a token may not ask in a minute of the clock, which stands still. */
const MAX_RUNS = 5000;
/** What B alone has; nobody sends any of it. */
const OF_B = [B, "Hospital B", "123456.78", "123456,78", "123.456,78"];
const MAX_SHOWN = 500;

Deno.test("the API answers no request with a 5xx, with anything of another provider, or beside its document", async (t) => {
  await using portal = await testApp(somePayments());
  const document = await writeDocument(portal.services);
  const tokens = await tokensOf(portal);
  console.log(`seed ${fc.readConfigureGlobal().seed}`);
  const tried: Record<string, number> = {};
  for (const { method, path, operation } of operationsOf(document)) {
    const place = { path, operation };
    const numRuns = Math.min(MAX_RUNS, TIMES * (COSTLY[operation.operationId] ?? RUNS));
    await t.step(`${operation.operationId}, ${numRuns} times`, async () => {
      const judge = async (sent: Sent) => {
        const answer = await send(portal, { method, place, sent, tokens });
        tried[`${sent.kind} ${answer.status}`] = (tried[`${sent.kind} ${answer.status}`] ?? 0) + 1;
        await judgeAnswer(answer, sent);
      };
      for (const sent of hostileEach(document, place)) await judge(sent);
      const requests = requestsOf(document, place);
      await fc.assert(fc.asyncProperty(requests, judge), { numRuns });
    });
    portal.clock.nowMs += 60_000;
  }
  console.log(tried);
  const kinds = ["right 200", "wrong 422", "hostile 422", "right 404"];
  for (const kind of kinds) assert((tried[kind] ?? 0) > 10, kind);
});

/** By the scope that an operation asks for. */
type Tokens = Record<string, string>;

async function tokensOf(portal: TestApp): Promise<Tokens> {
  const token = `zs_${"f".repeat(32)}`;
  await createApiToken(portal.db, {
    nit: A,
    name: "ERP",
    tokenSha256: sha256(token),
    createdAt: 0,
    expiresOn: null,
  });
  const staff = await staffScript(portal);
  return { read: token, download: token, reconcile: token, loads: staff.token };
}

async function send(
  { app }: TestApp,
  { method, place: { operation }, sent, tokens }: {
    method: string;
    place: Place;
    sent: Sent;
    tokens: Tokens;
  },
): Promise<Response> {
  const headers = new Headers(sent.headers);
  const scope = operation.security[0]?.token[0] ?? "read";
  if (operation.security.length > 0) headers.set("authorization", `Bearer ${tokens[scope]}`);
  const body = sent.body ?? null;
  return await app.request(`${ORIGIN}/api/v1${sent.path}`, { method, headers, body });
}

async function judgeAnswer(answer: Response, { kind }: Sent): Promise<void> {
  const text = await answer.text();
  const status = `${answer.status} ${text.slice(0, MAX_SHOWN)}`;
  assert(answer.status < 500, status);
  assertEquals(OF_B.filter((one) => text.includes(one)), []);
  if (kind === "wrong") assertEquals(answer.status, 422, status);
}
