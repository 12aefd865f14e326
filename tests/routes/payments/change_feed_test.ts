import { assert, assertEquals, assertMatch } from "@std/assert";
import { createApiToken } from "../../../db/programs/tokens.ts";
import { openDatabase } from "../../../db/client.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { takeBack } from "../../db/support/lifecycle.ts";
import { A, B, NOW, ORIGIN, type TestApp, testApp } from "../../support/app.ts";
import { aFile, aSettlement, aVoucher, load } from "../../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER, type VoucherWish } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";

const vouchers = (...wishes: VoucherWish[]) =>
  aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher));

type Change = { change: string; documentNumber: string; voucher: Record<string, unknown> | null };
const words = ({ items }: { items: Change[] }) =>
  items.map(({ change, documentNumber }) => `${documentNumber} ${change}`);

Deno.test("an empty cursor begins with every voucher, and the next one goes on after them", async () => {
  await using portal = await testApp(somePayments());
  const { get, json } = await script(portal);
  const first = await json("/vouchers?updatedSince=");
  assertEquals(words(first), [
    "1001 posted",
    "1002 posted",
    "1003 posted",
    "1005 annulled",
    "GD/7 á posted",
  ]);
  const [one] = first.items;
  assertEquals(one.changedAt, "2026-04-01T15:00:00.000Z");
  assertEquals(one.voucher, await json("/vouchers/1001"));
  assertEquals(first.hasMore, false);
  const since = `/vouchers?updatedSince=${first.nextCursor}`;
  assertEquals(await json(since), { items: [], nextCursor: first.nextCursor, hasMore: false });
  const { headers } = await get(since);
  assertEquals((await get(since, { "if-none-match": headers.get("etag") ?? "" })).status, 304);
  assertEquals(encodeURIComponent(first.nextCursor), first.nextCursor);
});

Deno.test("a page is as long as perPage says, and the pages together are all of it", async () => {
  await using portal = await testApp(somePayments());
  const { json } = await script(portal);
  const numbers: string[] = [];
  let [cursor, hasMore, pages] = ["", true, 0];
  while (hasMore && pages < 10) {
    const page = await json(`/vouchers?updatedSince=${cursor}&perPage=2`);
    assert(page.items.length <= 2);
    numbers.push(...page.items.map((item: Change) => item.documentNumber));
    [cursor, hasMore, pages] = [page.nextCursor, page.hasMore, pages + 1];
  }
  assertEquals([pages, numbers], [3, ["1001", "1002", "1003", "1005", "GD/7 á"]]);
});

Deno.test("corrections, also of lines alone, annulments, returns and what an undo takes away are rows", async () => {
  await using portal = await testApp(somePayments());
  const { db } = portal;
  const { json } = await script(portal);
  const { nextCursor: cursor } = await json("/vouchers?updatedSince=");
  const header = `${VOUCHERS_HEADER};Fecha Devolución;Motivo Devolución`;
  const returned = aVoucher({ number: "1003", state: "Devuelto" });
  const report = await load(db, [
    vouchers({ number: "1002", state: "Anulado" }, { number: "9" }),
    aFile("d.csv", header, `${returned};01/04/2026;Cuenta cerrada`),
    aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement("1001", "FEV-2", "3000,50")),
  ]);
  const second = await json(`/vouchers?updatedSince=${cursor}`);
  assertEquals(words(second), ["1001 corrected", "1002 annulled", "1003 returned", "9 posted"]);
  assertEquals(second.items[2].voucher.returnReason, "Cuenta cerrada");
  assert((await takeBack(db, report.id)).isDone);
  const third = await json(`/vouchers?updatedSince=${second.nextCursor}`);
  assertEquals(words(third), ["1001 corrected", "1002 corrected", "1003 corrected", "9 removed"]);
  assertEquals(third.items[3].voucher, null);
  assertEquals(words(await json(`/vouchers?updatedSince=${cursor}`)), words(third));
});

Deno.test("an invented cursor, a changed one and that of another provider are refused as values", async () => {
  await using portal = await testApp(somePayments());
  const { get, json } = await script(portal);
  const other = await script(portal, B);
  const { nextCursor: foreign } = await other.json("/vouchers?updatedSince=");
  const { nextCursor: own } = await json("/vouchers?updatedSince=");
  const invented = [
    foreign,
    `${own}A`,
    own.slice(1),
    "x",
    "1",
    "%00",
    "2026-03-01",
    "y".repeat(3000),
  ];
  for (const cursor of invented) {
    const answer = await get(`/vouchers?updatedSince=${cursor}`);
    assertEquals(answer.status, 422, cursor);
    assertEquals((await answer.json()).errors[0].field, "updatedSince");
  }
  const both = await get(`/vouchers?updatedSince=${own}&updatedSince=`);
  assertEquals(both.status, 422);
});

Deno.test("no other field narrows or orders what changed since a cursor", async () => {
  await using portal = await testApp();
  const { get } = await script(portal);
  const answer = await get("/vouchers?updatedSince=&from=2026-01-01&sort=paidAmount&page=2");
  assertEquals(answer.status, 422);
  const fields = (await answer.json()).errors.map(({ field }: { field: string }) => field);
  assertEquals(fields.toSorted(), ["from", "page", "sort"]);
  assertEquals((await get("/vouchers?updatedSince=&perPage=1001")).status, 422);
});

Deno.test("after a restored copy a cursor of what is lost is gone, at once and after later loads, and an older one goes on", async () => {
  await using portal = await testApp(somePayments());
  const { db, folder } = portal;
  const { get, json } = await script(portal);
  const { nextCursor: old } = await json("/vouchers?updatedSince=");
  const copy = `${folder}/copy.db`;
  await db.$client.execute({ sql: "VACUUM INTO ?", args: [copy] });
  await load(db, [vouchers({ number: "lost" })], { nowMs: NOW + 1 });
  const { nextCursor: lost } = await json("/vouchers?updatedSince=");
  const restored = await openDatabase({ url: `file:${copy}` });
  try {
    Object.assign(portal.services, { db: restored });
    const answer = await get(`/vouchers?updatedSince=${lost}`);
    assertEquals(answer.status, 410);
    const { detail, errors: [error] } = await answer.json();
    assertMatch(detail, /Empiece de nuevo con el cursor vacío/);
    assertEquals(error.field, "updatedSince");
    for (const number of ["10", "11", "12"]) {
      await load(restored, [vouchers({ number })], { nowMs: NOW + Number(number) });
    }
    assertEquals((await get(`/vouchers?updatedSince=${lost}`)).status, 410);
    const since = await json(`/vouchers?updatedSince=${old}`);
    assertEquals(words(since), ["10 posted", "11 posted", "12 posted"]);
  } finally {
    restored.$client.close();
  }
});

Deno.test("a provider without payments has no cursor yet, and gets its first payment by the empty one", async () => {
  await using portal = await testApp();
  const { json } = await script(portal);
  const nothing = { items: [], nextCursor: "", hasMore: false };
  assertEquals(await json("/vouchers?updatedSince="), nothing);
  await load(portal.db, [vouchers({ nit: B, number: "B-1" })]);
  assertEquals(await json("/vouchers?updatedSince="), nothing);
  await load(portal.db, [vouchers({ number: "1" })]);
  assertEquals(words(await json("/vouchers?updatedSince=")), ["1 posted"]);
});

async function script({ app, db }: TestApp, nit: typeof A | typeof B = A) {
  const token = `zs_${(nit === A ? "a" : "b").repeat(32)}`;
  const stored = { nit, name: "nocturno", tokenSha256: sha256(token), createdAt: 0 };
  await createApiToken(db, { ...stored, expiresOn: null });
  const get = async (path: string, headers: Record<string, string> = {}) =>
    await app.request(`${ORIGIN}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
  const json = async (path: string) => {
    const answer = await get(path);
    assertEquals(answer.status, 200, path);
    return await answer.json();
  };
  return { get, json };
}
