import { assertEquals } from "@std/assert";
import { createApiToken } from "../../../db/accounts/api_tokens.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, ORIGIN, testApp } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";

const TOKEN = `zs_${"t".repeat(30)}`;

/** What a script of A gets for a body. */
async function ask(body: string) {
  await using portal = await testApp(somePayments());
  const token = { nit: A, name: "ERP", expiresOn: null, tokenSha256: sha256(TOKEN), createdAt: 0 };
  await createApiToken(portal.db, token);
  const answer = await portal.app.request(`${ORIGIN}/api/v1/reconciliations`, {
    method: "POST",
    body,
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
  });
  return { status: answer.status, body: await answer.json() };
}

Deno.test("a script gets each group with its count, its sums and its invoices", async () => {
  const invoices = [{ number: "fev 1", amount: "1700.50" }, { number: "SECRETA-9" }];
  const { status, body } = await ask(JSON.stringify({ tolerance: "0.00", invoices }));
  assertEquals(status, 200);
  const { paid, notFound, repeated } = body.groups;
  assertEquals([body.total, paid.count, paid.amount, paid.paidAmount], [
    2,
    1,
    "1700.50",
    "1700.50",
  ]);
  assertEquals(paid.items[0].found.payments, [
    { voucherNumber: "1003", lineNumber: 1, paidOn: "2026-03-15", paidAmount: "700.00" },
    { voucherNumber: "1001", lineNumber: 1, paidOn: "2026-03-10", paidAmount: "1000.50" },
  ]);
  assertEquals(notFound.items, [{ position: 2, number: "SECRETA-9", amount: null }]);
  assertEquals(repeated, { count: 0, amount: "0.00", paidAmount: "0.00", items: [] });
  assertEquals([body.unlisted.from, body.unlisted.to], ["2026-03-10", "2026-03-15"]);
  assertEquals([body.unlisted.count, body.unlisted.paidAmount], [44, "45000.00"]);
});

Deno.test("what is no JSON is 400, and a bad value is 422 and named by its place", async () => {
  assertEquals((await ask("{")).status, 400);
  const invoices = [{ number: "F-1", amount: "1.5" }, { number: " - " }];
  const { status, body } = await ask(JSON.stringify({ invoices }));
  assertEquals(status, 422);
  assertEquals(body.errors.map(({ field }: { field: string }) => field), [
    "invoices.0.amount",
    "invoices.1.number",
  ]);
  const long = Array.from({ length: 20_001 }, () => ({ number: "F" }));
  assertEquals((await ask(JSON.stringify({ invoices: long }))).status, 422);
  assertEquals((await ask(JSON.stringify({ invoices: [] }))).status, 422);
});
