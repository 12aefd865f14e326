import { assert, assertEquals } from "@std/assert";
import { publishWaitingLoad } from "../../../db/loads/publishing.ts";
import { enqueueWeeklySummaries } from "../../../db/notices/weekly_summary.ts";
import { addContact } from "../support/contacts.ts";
import { loadFiles } from "../../../db/loads/files.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import {
  A,
  aFile,
  aVoucher,
  load,
  PROVIDERS,
  PROVIDERS_HEADER,
  VOUCHERS_HEADER,
} from "../../support/files.ts";
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

Deno.test("a payment that came back is told, one that is announced only when it is made", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const header = `${VOUCHERS_HEADER};Fecha Devolución;Motivo Devolución`;
  const publish = async (paidOn: string, state: string, returned = ";") => {
    const row = `${aVoucher({ number: "7", paidOn, state })};${returned}`;
    const options = { source: "prueba", now, notices: SETTINGS };
    const { errors } = await loadFiles(db, each([aFile("c.csv", header, row)]), options);
    assertEquals(errors, []);
    const [last] = await rowsOf(db, "SELECT subject FROM outbox_mails ORDER BY id DESC LIMIT 1");
    return last?.subject;
  };
  assertEquals(await publish("15/04/2026", "Programado"), undefined);
  assertEquals(await publish("16/04/2026", "Programado"), undefined);
  assertEquals(
    await publish("16/04/2026", "Vigente"),
    "Mutual Ser publicó 1 comprobante de egreso",
  );
  assertEquals(
    await publish("16/04/2026", "Devuelto", "18/04/2026;Cuenta inactiva"),
    "Mutual Ser recibió devuelto el dinero de 1 comprobante de egreso",
  );
  const [mail] = await rowsOf(db, "SELECT text FROM outbox_mails ORDER BY id DESC LIMIT 1");
  assert(!/Cuenta inactiva|1\.000/.test(String(mail?.text)), "no reason and no amount");
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
