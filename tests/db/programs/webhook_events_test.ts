import { assertEquals } from "@std/assert";
import { issueCertificate } from "../../../db/certificates/issue.ts";
import type { Db } from "../../../db/client.ts";
import { addStaffStep, type NewStep } from "../../../db/inquiries/steps.ts";
import { tellOfSwitch } from "../../../db/programs/webhook_events.ts";
import { undoLoad } from "../../../db/loads/undo.ts";
import { MAX_TOLD_ONE_BY_ONE } from "../../../domain/programs/message.ts";
import type { WebhookEvent } from "../../../domain/programs/webhook.ts";
import { testDatabase } from "../../support/database.ts";
import { A, aFile, aVoucher, B, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import { aFormId, anInquiry, FOLIO, staffDoes } from "../../support/inquiries.ts";
import { somePayments } from "../../support/payments.ts";
import { aWebhook, NOW } from "../../support/webhooks/webhooks.ts";
import { providerOf, rowsOf } from "../support/contents.ts";

const vouchers = (...wishes: Parameters<typeof aVoucher>[0][]) =>
  aFile("comprobantes.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher));

/** What is told to each webhook since the last call, by its address. */
async function told(db: Db): Promise<[string, string, unknown][]> {
  const rows = await rowsOf(
    db,
    `SELECT w.url, d.event, d.data FROM webhook_deliveries AS d
     JOIN webhooks AS w ON w.id = d.webhook_id ORDER BY w.id, d.event, d.id`,
  );
  await db.$client.execute("DELETE FROM webhook_deliveries");
  return rows.map(({ url, event, data }) => [
    new URL(String(url)).pathname.slice(1),
    String(event),
    JSON.parse(String(data)),
  ]);
}

async function listen(db: Db, nit: string, name: string, events?: WebhookEvent[]) {
  const url = `https://erp.ips.example/${name}`;
  return await aWebhook(db, nit, { url, ...(events && { events }) });
}

Deno.test("a load tells each of its providers' webhooks of what they want to know", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  await listen(db, A, "all");
  await listen(db, A, "annulled", ["voucher.annulled"]);
  await load(db, [vouchers({ number: "1", paid: "1000,50" }, { nit: B, number: "9" })]);
  const first = { documentNumber: "1", paidOn: "2026-03-15", state: "standing" };
  assertEquals(await told(db), [
    ["all", "voucher.posted", { ...first, paidAmount: 100050 }],
  ]);
  await load(db, [
    vouchers({ number: "1", paid: "2000,00" }, { number: "2", state: "Programado" }),
  ]);
  assertEquals(await told(db), [
    ["all", "voucher.corrected", { ...first, paidAmount: 200000 }],
    ["all", "voucher.scheduled", {
      documentNumber: "2",
      paidOn: "2026-03-15",
      paidAmount: 100000,
      state: "scheduled",
    }],
  ]);
  await load(db, [vouchers({ number: "1", paid: "2000,00", state: "Anulado" })]);
  const annulled = { ...first, paidAmount: 200000, state: "annulled" };
  assertEquals(await told(db), [
    ["all", "voucher.annulled", annulled],
    ["annulled", "voucher.annulled", annulled],
  ]);
});

Deno.test("an undo tells of what it takes away", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), vouchers({ number: "1" })]);
  await listen(db, A, "all");
  const { id } = await load(db, [vouchers({ number: "1", paid: "5,00" }, { number: "2" })]);
  await told(db);
  const act = { userId: 77, controlTotal: 100500, reason: "prueba", nowMs: NOW };
  assertEquals((await undoLoad(db, id, act)).isDone, true);
  assertEquals((await told(db)).map(([, event, data]) => [event, data]), [
    ["voucher.corrected", {
      documentNumber: "1",
      paidOn: "2026-03-15",
      paidAmount: 100000,
      state: "standing",
    }],
    ["voucher.removed", { documentNumber: "2" }],
  ]);
});

Deno.test("more than a few changes of one kind are told once, with their number", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const many = (count: number, paid: string) =>
    Array.from({ length: count }, (_, index) => ({ number: `${1000 + index}`, paid }));
  await load(db, [PROVIDERS()]);
  await listen(db, A, "all");
  await load(db, [vouchers(...many(MAX_TOLD_ONE_BY_ONE, "1,00"))]);
  assertEquals((await told(db)).length, MAX_TOLD_ONE_BY_ONE);
  await load(db, [vouchers(...many(MAX_TOLD_ONE_BY_ONE + 2, "2,00"))]);
  assertEquals((await told(db)).map(([, event]) => event), [
    ...Array.from({ length: MAX_TOLD_ONE_BY_ONE }, () => "voucher.corrected"),
    "voucher.posted",
    "voucher.posted",
  ]);
  await load(db, [vouchers(...many(MAX_TOLD_ONE_BY_ONE + 3, "3,00"))]);
  const version = Number(
    (await rowsOf(db, "SELECT data_version FROM providers WHERE nit = ?", [A]))[0]
      ?.data_version,
  );
  assertEquals((await told(db)).map(([, event, data]) => [event, data])[0], [
    "voucher.corrected",
    { count: MAX_TOLD_ONE_BY_ONE + 2, version },
  ]);
});

Deno.test("nothing is noted for a webhook that is off, a closed provider and nobody", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  await load(db, [vouchers({ number: "0" })]);
  assertEquals(await told(db), []);
  await listen(db, A, "off");
  await db.$client.execute(
    "UPDATE webhooks SET switched_off_at = 1, switched_off_because = 'person'",
  );
  await listen(db, B, "closed");
  await db.$client.execute("UPDATE providers SET access_closed_at = 1 WHERE nit = '" + B + "'");
  await load(db, [vouchers({ number: "1" }, { nit: B, number: "9" })]);
  assertEquals(await told(db), []);
});

Deno.test("a load that is refused as a whole tells nobody", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  await listen(db, A, "all");
  const { status } = await load(db, [vouchers({ number: "1", paid: "no" })]);
  assertEquals([status, await told(db)], ["refused", []]);
});

Deno.test("what a load tells of is found by indexes: only the few webhooks are read through", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const { sql, args } = tellOfSwitch({ base: "x", nowMs: NOW });
  const { rows } = await db.$client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
  const steps = rows.map(({ detail }) => String(detail));
  const tables = steps.filter((step) =>
    /^(?:SCAN|SEARCH) (?!json_each|asking|changed|told)|TEMP/.test(step)
  );
  assertEquals(tables, [
    "SCAN webhooks USING INDEX webhooks_by_provider",
    "SEARCH p USING INTEGER PRIMARY KEY (rowid=?)",
    "SEARCH voucher_revisions USING COVERING INDEX voucher_revisions_by_load (load_id=? AND provider_id=?)",
    "SEARCH l USING INDEX change_log_by_version (provider_id=? AND version=?)",
    "SEARCH w USING INDEX webhooks_by_provider (provider_id=?)",
    "SEARCH l USING INDEX change_log_by_version (provider_id=? AND version=?)",
    "SEARCH v USING INDEX voucher_revisions_current (provider_id=? AND document_number=?) LEFT-JOIN",
  ]);
});

Deno.test("an answer of the staff is told once, also where the form is sent twice; a note is not", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...somePayments()]);
  await listen(db, A, "all");
  await listen(db, B, "other");
  await db.$client.execute(
    "INSERT INTO users (id, kind, email, name, password_hash) VALUES (1, 'member', 'a@b.co', 'A', '')",
  );
  await anInquiry(db, { providerId: (await providerOf(db, A)).id });
  await staffDoes(db, "inProgress", { after: "inProgress" });
  assertEquals(await told(db), []);
  const answer: NewStep = {
    folio: FOLIO,
    before: "inProgress",
    after: "answered",
    step: "answered",
    authorId: 1,
    messageId: aFormId(),
    text: "Listo.",
    createdAt: NOW,
    fileIds: [],
  };
  assertEquals(await addStaffStep(db, answer, []), "done");
  assertEquals(await addStaffStep(db, answer, []), "repeated");
  assertEquals(await addStaffStep(db, { ...answer, messageId: aFormId() }, []), "refused");
  assertEquals(await told(db), [["all", "inquiry.answered", { folio: FOLIO }]]);
});

Deno.test("a certificate is told when it is issued, and not when it is downloaded again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  await listen(db, A, "all");
  const { id: providerId } = await providerOf(db, A);
  const wanted = {
    kind: "renta",
    owner: { providerId },
    subject: "2025",
    code: "ABCDEFGH2345",
    says: "{}",
    issuedAt: NOW,
  } as const;
  await issueCertificate(db, wanted);
  await issueCertificate(db, { ...wanted, code: "ABCDEFGH2346" });
  assertEquals(await told(db), [
    ["all", "certificate.issued", { tax: "renta", period: "2025", code: "ABCDEFGH2345" }],
  ]);
});
