import { assert, assertEquals } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { A, ORIGIN, type TestApp, testApp } from "../../support/app.ts";
import { somePayments } from "../../support/payments.ts";

const TOKEN = `zs_${"t".repeat(30)}`;

async function aToken({ db }: TestApp): Promise<string> {
  const token = { nit: A, name: "ERP", expiresOn: null, tokenSha256: sha256(TOKEN), createdAt: 0 };
  await createApiToken(db, token);
  return TOKEN;
}

/** What a script of A gets for a body. */
async function ask(body: BodyInit) {
  await using portal = await testApp(somePayments());
  const answer = await portal.app.request(`${ORIGIN}/api/v1/reconciliations`, {
    method: "POST",
    body,
    headers: {
      authorization: `Bearer ${await aToken(portal)}`,
      "content-type": "application/json",
    },
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

Deno.test("U1: a list of more than 4 MB is refused where it passes, and one that is cut off is 400", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024).fill(32));
    },
  }, { highWaterMark: 0 });
  const { status, body } = await ask(endless);
  assertEquals([status, body.detail], [413, "La lista pesa más de 4 MB."]);
  assert(sent < 5 * 2 ** 20, `${sent}`);
  const cut = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new TypeError("connection reset")),
  });
  assertEquals((await ask(cut)).status, 400);
});

Deno.test("U1: of one provider's lists one is compared at a time, and a few wait", async () => {
  await using portal = await testApp(somePayments());
  const headers = { authorization: `Bearer ${await aToken(portal)}` };
  const slow = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const waiting = new ReadableStream<Uint8Array>({
    async pull(controller) {
      begun.resolve();
      await slow.promise;
      controller.close();
    },
  }, { highWaterMark: 0 });
  const send = async (body: BodyInit) =>
    await portal.app.request(`${ORIGIN}/api/v1/reconciliations`, { method: "POST", body, headers });
  const first = send(waiting);
  await begun.promise;
  const others = Array.from({ length: 10 }, () => send("{}"));
  let refused = 0;
  await new Promise<void>((resolve) => {
    for (const other of others) {
      other.then(({ status }) => {
        if (status === 503 && ++refused === 7) resolve();
      });
    }
  });
  slow.resolve();
  const statuses = (await Promise.all([first, ...others])).map(({ status }) => status).sort();
  assertEquals(statuses, [400, ...Array(3).fill(422), ...Array(7).fill(503)]);
});

Deno.test("an Idempotency-Key is honoured: the same list is answered as of now, another one under it is refused, and no list is stored", async () => {
  await using portal = await testApp(somePayments());
  const token = await aToken(portal);
  const send = async (body: string, key: string) => {
    const answer = await portal.app.request(`${ORIGIN}/api/v1/reconciliations`, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
    });
    return { status: answer.status, body: await answer.json() };
  };
  const list = JSON.stringify({ invoices: [{ number: "SECRETA-8", amount: "10.00" }] });
  const first = await send(list, "marzo");
  assertEquals([first.status, first.body.groups.notFound.count], [200, 1]);
  assertEquals(await send(list, "marzo"), first);
  const other = JSON.stringify({ invoices: [{ number: "FEV-1" }] });
  assertEquals((await send(other, "marzo")).status, 409);
  assertEquals((await send(other, "abril")).status, 200);
  assertEquals((await send("{", "mayo")).status, 400);
  assertEquals((await send(list, "mayo")).status, 200);
  assertEquals((await send(list, "con espacio")).status, 400);
  const { rows } = await portal.db.$client.execute("SELECT * FROM idempotency_keys");
  assertEquals(rows.length, 3);
  assert(!JSON.stringify(rows).includes("SECRETA"));
});
