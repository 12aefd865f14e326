import { assertEquals, assertMatch } from "@std/assert";
import { type Db, openDatabase } from "../../../db/client.ts";
import { replaceContacts } from "../../../db/notices/contacts.ts";
import { refuseNotices } from "../../../db/notices/refusals.ts";
import { enqueueWeeklySummaries } from "../../../db/notices/weekly_summary.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aVoucher, B, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import { providerOf, rowsOf } from "../support/contents.ts";
import { EPS, SETTINGS } from "../support/mails.ts";

const WEEK = "2026-03-23";
const DUE = Date.parse("2026-03-30T07:00:00-05:00");
const WEDNESDAY = Date.parse("2026-03-25T10:00:00-05:00");

const vouchers = (...rows: string[]) => aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows);

async function withSubscribers() {
  const database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()], { nowMs: Date.parse("2026-01-01T15:00:00Z") });
  const [a, b] = [(await providerOf(db, A)).id, (await providerOf(db, B)).id];
  const wants = { wantsPostings: false, wantsWeekly: true };
  const change = { eps: EPS, nowMs: 0 };
  await replaceContacts(db, a, [
    { address: "uno@a.example", ...wants },
    { address: "dos@a.example", ...wants },
    { address: "tres@a.example", wantsPostings: true, wantsWeekly: false },
  ], change);
  await replaceContacts(db, b, [{ address: "uno@b.example", ...wants }], change);
  return { ...database, a, b };
}

const summarise = (db: Db, weekStart = WEEK) =>
  enqueueWeeklySummaries(db, { ...SETTINGS, weekStart, nowMs: DUE });

const summariesOf = (db: Db) =>
  rowsOf(
    db,
    "SELECT to_address, subject, text FROM outbox_mails WHERE kind = 'weekly' ORDER BY id",
  );

Deno.test("the summary goes to those who want it, of providers that were paid in the week", async () => {
  await using database = await withSubscribers();
  const { db } = database;
  await load(db, [
    vouchers(
      aVoucher({ number: "1", paidOn: "20/03/2026" }),
      aVoucher({ number: "2", paidOn: "24/03/2026" }),
      aVoucher({ number: "3", paidOn: "24/03/2026", state: "Anulado" }),
      aVoucher({ number: "4", paidOn: "01/02/2026" }),
    ),
  ], { nowMs: WEDNESDAY });
  assertEquals(await summarise(db), 2);
  const mails = await summariesOf(db);
  assertEquals(mails.map((mail) => mail.to_address), ["uno@a.example", "dos@a.example"]);
  const [mail] = mails;
  assertEquals(mail?.subject, "Resumen de la semana de Mutual Ser: 2 comprobantes de egreso");
  assertMatch(String(mail?.text), /^Entre el 23\/03\/2026 y el 29\/03\/2026 Mutual Ser publicó/);
  assertMatch(String(mail?.text), /^https:\S+\/pagos\?desde=20\/03\/2026&hasta=24\/03\/2026$/m);
});

const MOMENTS: [string, string, number][] = [
  ["the Sunday before", "2026-03-22T23:59:59.999-05:00", 0],
  ["the first moment of Monday in Bogotá", "2026-03-23T00:00:00-05:00", 2],
  ["the last moment of Sunday in Bogotá", "2026-03-29T23:59:59.999-05:00", 2],
  ["the Monday after", "2026-03-30T00:00:00-05:00", 0],
];

for (const [name, instant, count] of MOMENTS) {
  Deno.test(`what was published on ${name} makes ${count} summaries`, async () => {
    await using database = await withSubscribers();
    const files = [vouchers(aVoucher({ number: "1", paidOn: "20/03/2026" }))];
    await load(database.db, files, { nowMs: Date.parse(instant) });
    assertEquals(await summarise(database.db), count);
  });
}

Deno.test("a voucher that was corrected within the week counts once", async () => {
  await using database = await withSubscribers();
  const { db } = database;
  for (const paid of ["1000,00", "2000,00"]) {
    await load(db, [vouchers(aVoucher({ number: "1", paid }))], { nowMs: WEDNESDAY });
  }
  await summarise(db);
  assertMatch(String((await summariesOf(db))[0]?.subject), /: 1 comprobante de egreso$/);
});

Deno.test("a week is summarised once, by however many processes and restarts", async () => {
  await using database = await withSubscribers();
  const { db, path } = database;
  await load(db, [vouchers(aVoucher({ number: "1" }))], { nowMs: WEDNESDAY });
  const other = await openDatabase({ url: `file:${path}` });
  const counts = await Promise.all([db, other, db, other].map((one) => summarise(one)));
  other.$client.close();
  assertEquals(counts.reduce((sum, count) => sum + count, 0), 2);
  assertEquals(await summarise(db), 0);
  assertEquals((await summariesOf(db)).length, 2);
  assertEquals(await summarise(db, "2026-03-16"), 0);
});

Deno.test("whoever asks for the summary after the week was summarised gets none of that week", async () => {
  await using database = await withSubscribers();
  const { db, a } = database;
  await load(db, [vouchers(aVoucher({ number: "1" }))], { nowMs: WEDNESDAY });
  await summarise(db);
  const late = { address: "tarde@a.example", wantsPostings: true, wantsWeekly: true };
  await replaceContacts(db, a, [late], { eps: EPS, nowMs: DUE });
  assertEquals(await summarise(db), 0);
});

Deno.test("who refused notices gets no summary", async () => {
  await using database = await withSubscribers();
  const { db, a } = database;
  await load(db, [vouchers(aVoucher({ number: "1" }))], { nowMs: WEDNESDAY });
  const refused = { providerId: a, legalName: "", mailbox: "uno@a.example", isRefused: false };
  await refuseNotices(db, refused, WEDNESDAY);
  await summarise(db);
  assertEquals((await summariesOf(db)).map((mail) => mail.to_address), ["dos@a.example"]);
});
