import { assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { addContact } from "../support/contacts.ts";
import { refuseNotices } from "../../../db/notices/refusals.ts";
import { noticesOfNewHands, noticesOfPublication } from "../../../db/notices/notices.ts";
import { openLoad, publishLoad } from "../../../db/loads/loads.ts";
import { enqueueMails } from "../support/mails.ts";
import { stageLoad } from "../../../db/loads/staging.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../../support/files.ts";
import { PROVIDERS_HEADER, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";
import { providerOf } from "../support/contents.ts";
import { EPS, NOW, outboxOf, SETTINGS } from "../support/mails.ts";
import { planFiles, reportOf } from "../support/plan.ts";

const vouchers = (...rows: string[]) => aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows);

/** Loads files and answers the mails that tell of it. */
async function mailsOf(db: Db, files: Sheet[], wish: { isSilent?: boolean; nowMs?: number } = {}) {
  const { id } = await load(db, files);
  return await noticesOfPublication(db, id, { ...SETTINGS, nowMs: NOW, ...wish });
}

Deno.test("each provider's address gets one mail, however many vouchers there are", async () => {
  await using database = await testDatabase();
  const mails = await mailsOf(database.db, [PROVIDERS(), ...somePayments()]);
  assertEquals(mails.map(({ to, subject }) => [to, subject]), [
    ["pagos@clinica-a.example", "Mutual Ser publicó 4 comprobantes de egreso"],
    ["cartera@hospital-b.example", "Mutual Ser publicó 1 comprobante de egreso"],
  ]);
  assertMatch(
    mails[0]?.text ?? "",
    /^https:\/\/portal\.example\/pagos\?desde=10\/03\/2026&hasta=20\/03\/2026$/m,
  );
  assertMatch(
    mails[0]?.text ?? "",
    /^https:\/\/portal\.example\/avisos\/baja\?\d+\.[0-9a-f]{64}$/m,
  );
});

Deno.test("L10: no amount, invoice, account, voucher number, NIT or cédula is in a mail", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const mails = await mailsOf(db, [
    PROVIDERS(),
    vouchers(aVoucher({ number: "1500086213", paid: "7654321,09", unapplied: "4433,00" })),
    aFile(
      "facturas.csv",
      SETTLEMENTS_HEADER,
      aSettlement("1500086213", "FEV-98765", "7654321,09"),
    ),
  ]);
  assertEquals(mails.length, 1);
  for (const { subject, text } of mails) {
    const said = (subject + text).replaceAll(/https:\S+/g, "").replace(EPS.phone, "");
    const secret = ["7654321", "7.654.321", "4433", "4.433", "FEV", "98765", "1500086213"]
      .concat(
        "23045678912",
        "Bancolombia",
        "Transferencia",
        A,
        "900.356.158",
        "1067845210",
        "Negrete",
      );
    for (const one of secret) assertEquals(said.includes(one), false, one);
    assertNotMatch(said, /\$|\d{5,}/);
  }
});

Deno.test("payments older than 30 days are not announced, and do not widen the dates", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const old = await mailsOf(db, [
    PROVIDERS(),
    vouchers(aVoucher({ number: "1", paidOn: "01/03/2026" })),
  ]);
  assertEquals(old, []);
  const [mail] = await mailsOf(db, [
    vouchers(
      aVoucher({ number: "2", paidOn: "01/03/2026" }),
      aVoucher({ number: "3", paidOn: "02/03/2026" }),
      aVoucher({ number: "4", paidOn: "31/03/2026" }),
    ),
  ]);
  assertMatch(mail?.subject ?? "", /publicó 2 comprobantes/);
  assertMatch(mail?.text ?? "", /desde=02\/03\/2026&hasta=31\/03\/2026/);
});

Deno.test("a load without notices, or that changes nothing, tells nobody", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const files = () => [PROVIDERS(), ...somePayments()];
  assertEquals(await mailsOf(db, files(), { isSilent: true }), []);
  assertEquals(await mailsOf(db, files()), []);
});

Deno.test("unchanged vouchers are not announced; corrected and annulled ones are, as such", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const before = ["1", "2", "3", "4", "5"].map((number) => aVoucher({ number }));
  await load(db, [PROVIDERS(), vouchers(...before, aVoucher({ number: "6", state: "Anulado" }))]);
  const [mail, ...others] = await mailsOf(db, [vouchers(
    aVoucher({ number: "1" }),
    aVoucher({ number: "2", paid: "2000,00" }),
    aVoucher({ number: "3", paid: "3000,00" }),
    aVoucher({ number: "4", state: "Anulado" }),
    aVoucher({ number: "6", state: "Anulado", paid: "9,00" }),
    aVoucher({ number: "7", state: "Anulado" }),
    aVoucher({ number: "8" }),
  )]);
  assertEquals(others, []);
  assertMatch(mail?.text ?? "", /^Se publicó 1 comprobante de egreso\.$/m);
  assertMatch(mail?.text ?? "", /^Se corrigieron 3 comprobantes de egreso: /m);
  assertMatch(mail?.text ?? "", /^Se anuló 1 comprobante de egreso\.$/m);
});

Deno.test("contacts get the mail too, each with a link of its own, and who refused does not", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const { id } = await providerOf(db, A);
  for (const address of ["uno@clinica-a.example", "dos@clinica-a.example"]) {
    const contact = { address, wantsPostings: true, wantsWeekly: false };
    await addContact(db, id, contact, { eps: EPS, nowMs: NOW });
  }
  const subscription = { providerId: id, legalName: "", isRefused: false };
  await refuseNotices(db, { ...subscription, mailbox: "dos@clinica-a.example" }, NOW);
  const mails = await mailsOf(db, somePayments());
  assertEquals(mails.filter(({ providerId }) => providerId === id).map(({ to }) => to), [
    "uno@clinica-a.example",
    "pagos@clinica-a.example",
  ]);
  assertEquals(new Set(mails.map(({ unsubscribeUrl }) => unsubscribeUrl)).size, mails.length);
  assertEquals(new Set(mails.map(({ dedupeKey }) => dedupeKey)).size, mails.length);
});

Deno.test("asked before the load is published it answers the same, also for what the load itself brings", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [
    aFile(
      "p.csv",
      PROVIDERS_HEADER,
      `${B};Hospital B;73123456;Luis Ospino;viejo@hospital-b.example`,
    ),
  ]);
  const plan = await planFiles(db, [PROVIDERS(), ...somePayments()]);
  await openLoad(db, "one", "prueba", NOW);
  await stageLoad(db, "one", plan, { now: () => NOW });
  const changes = [...plan.newProviders, ...plan.changedProviders];
  const before = await noticesOfPublication(db, "one", { ...SETTINGS, nowMs: NOW, changes });
  await publishLoad(db, reportOf(plan, "one"), NOW);
  const after = await noticesOfPublication(db, "one", { ...SETTINGS, nowMs: NOW });
  assertEquals(before, after);
  assertEquals(before.map(({ to }) => to).sort(), [
    "cartera@hospital-b.example",
    "pagos@clinica-a.example",
  ]);
  assertEquals(await enqueueMails(db, before, NOW), 2);
  assertEquals(await enqueueMails(db, after, NOW), 0);
});

Deno.test("an invalid address on file does not stop a publication", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  await db.$client.execute("UPDATE providers SET email = 'a@b.co' || char(10) || 'Bcc: x@y.co'");
  assertEquals(await mailsOf(db, somePayments()), []);
});

Deno.test("A13: the old address is told that Correo or representative changed, and not to whom", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const plan = await planFiles(db, [
    aFile(
      "p.csv",
      PROVIDERS_HEADER,
      `${A};Clínica A S.A.S.;52999888;Rosa Nueva;nuevo@clinica-a.example`,
      `${B};Hospital B Nuevo Nombre;73123456;Luis Ospino;cartera@hospital-b.example`,
      "900777111;Laboratorio C Ltda.;32654987;Carmen Barrios;primero@laboratorio-c.example",
    ),
  ]);
  const mails = await noticesOfNewHands(db, "one", { changes: plan.changedProviders, eps: EPS });
  assertEquals(mails.map(({ to, subject, unsubscribeUrl }) => [to, subject, unsubscribeUrl]), [[
    "pagos@clinica-a.example",
    "Cambiaron el correo y el representante legal de su IPS en Mutual Ser",
    undefined,
  ]]);
  assertNotMatch(mails[0]?.text ?? "", /nuevo@|Rosa|52999888|Negrete|1067845210/);
  await enqueueMails(db, mails, NOW);
  assertEquals((await outboxOf(db)).length, 1);
});

Deno.test("who refused notices is told of new hands all the same", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const { id: providerId } = await providerOf(db, A);
  const mailbox = "pagos@clinica-a.example";
  await refuseNotices(db, { providerId, legalName: "", mailbox, isRefused: false }, NOW);
  const changes = [{ nit: A, representativeId: "52999888" }];
  const mails = await noticesOfNewHands(db, "one", { changes, eps: EPS });
  assertEquals(mails.map(({ subject }) => subject), [
    "Cambió el representante legal de su IPS en Mutual Ser",
  ]);
  const same = [{ nit: A, representativeId: "1067845210" }];
  assertEquals(await noticesOfNewHands(db, "one", { changes: same, eps: EPS }), []);
});
