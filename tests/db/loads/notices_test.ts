import { assertEquals } from "@std/assert";
import { publishWaitingLoad } from "../../../db/loads/publishing.ts";
import { enqueueWeeklySummaries } from "../../../db/notices/weekly_summary.ts";
import { addContact } from "../support/contacts.ts";
import { loadFiles } from "../../../db/loads/files.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { A, aFile, load, PROVIDERS, PROVIDERS_HEADER } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";
import { providerOf, rowsOf } from "../support/contents.ts";
import { EPS, NOW, SETTINGS } from "../support/mails.ts";

const now = () => NOW;

async function* each<Item>(items: Item[]) {
  yield* items;
}

function toldOf({ db }: TestDatabase) {
  return rowsOf(db, "SELECT kind, to_address FROM outbox_mails ORDER BY id");
}

Deno.test("a publication and its mails are one batch: the same load again sends no mail", async () => {
  await using database = await testDatabase();
  const files = () => each([PROVIDERS(), ...somePayments()]);
  const options = { source: "prueba", now, notices: SETTINGS };
  assertEquals((await loadFiles(database.db, files(), options)).status, "published");
  const told = [
    { kind: "posting", to_address: "pagos@clinica-a.example" },
    { kind: "posting", to_address: "cartera@hospital-b.example" },
  ];
  assertEquals(await toldOf(database), told);
  assertEquals((await loadFiles(database.db, files(), options)).status, "unchanged");
  assertEquals(await toldOf(database), told);
});

Deno.test("a waiting load sends no mail before it is published, and none where it is silent", async () => {
  for (const withoutNotices of [false, true]) {
    await using database = await testDatabase();
    const { db } = database;
    await load(db, [PROVIDERS()]);
    const report = await loadFiles(db, each(somePayments()), {
      source: "prueba",
      createdBy: 1,
      publish: "later",
      now,
      notices: SETTINGS,
      withoutNotices,
    });
    assertEquals([report.status, await toldOf(database)], ["waiting", []]);
    const { paidAmount: controlTotal } = report;
    const publication = { userId: 2, controlTotal, nowMs: NOW, notices: SETTINGS };
    assertEquals((await publishWaitingLoad(db, report.id, publication)).isDone, true);
    assertEquals((await toldOf(database)).length, withoutNotices ? 0 : 2);
    await publishWaitingLoad(db, report.id, publication);
    assertEquals((await toldOf(database)).length, withoutNotices ? 0 : 2);
  }
});

Deno.test("R7: a load that changes the address tells the old one, even where it is silent", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const row = `${A};Clínica A S.A.S.;1067845210;Marta Negrete;nuevo@clinica-a.example`;
  const changed = aFile("p.csv", PROVIDERS_HEADER, row);
  const options = { source: "prueba", now, notices: SETTINGS, withoutNotices: true };
  await loadFiles(db, each([changed]), options);
  assertEquals(await toldOf(database), [
    { kind: "hands", to_address: "pagos@clinica-a.example" },
  ]);
});

Deno.test("the weekly summary leaves out what a silent load brought", async () => {
  for (const withoutNotices of [false, true]) {
    await using database = await testDatabase();
    const { db } = database;
    await load(db, [PROVIDERS()]);
    const { id } = await providerOf(db, A);
    const contact = { address: "semanal@a.example", wantsPostings: false, wantsWeekly: true };
    await addContact(db, id, contact, { eps: EPS, nowMs: NOW });
    const file = aFile(
      "comprobantes.csv",
      "NIT;Fecha de Pago;Forma de Pago;N° Documento;Valor Pago",
      `${A};25/03/2026;Cheque;1;10,00`,
    );
    await loadFiles(db, each([file]), { source: "prueba", now, notices: SETTINGS, withoutNotices });
    const week = { ...SETTINGS, weekStart: "2026-03-30", nowMs: NOW };
    assertEquals(await enqueueWeeklySummaries(db, week), withoutNotices ? 0 : 1);
  }
});
