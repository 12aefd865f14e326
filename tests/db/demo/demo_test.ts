import { assert, assertEquals, assertMatch } from "@std/assert";
import { findRegistrant } from "../../../db/providers/registrant.ts";
import { findAccount } from "../../../db/accounts/users.ts";
import type { Db } from "../../../db/client.ts";
import { isDemoDatabase } from "../../../db/demo/database.ts";
import { DEMO_PASSWORD, describeDemo, seedDemo } from "../../../db/demo/demo.ts";
import { DEMO_PROVIDERS } from "../../../db/demo/providers.ts";
import { formatNit, parseNit } from "../../../domain/nit.ts";
import { createPasswords } from "../../../lib/password/password.ts";
import { testDatabase } from "../../support/database.ts";
import { countRows, rowsOf, valueOf, visibleContent } from "../support/contents.ts";
import { run } from "../support/process.ts";
import { freePort } from "../../support/free_port.ts";

const NOW = Date.parse("2026-04-01T15:00:00Z");
const CLINIC = "999000011";
const GIRO_DIRECTO_ONLY = "999000022";
const WITH_NOTHING = "999000033";
const WITHOUT_MAIL = "999000055";

const VOUCHERS = `FROM voucher_revisions AS v JOIN providers AS p ON p.id = v.provider_id
  WHERE is_current = 1`;
const LINES = `FROM settlements AS s JOIN voucher_revisions AS v ON v.id = revision_id
  WHERE v.is_current = 1 AND v.state = 'standing'`;
const APPLIED = `sum_paid_amount + coalesce(unapplied_amount, 0)
  + coalesce(unapplied_advance_amount, 0)`;

/** What the demo data must show of its states, each with the count that says that it is there. */
const STATES: Record<string, string> = {
  "thousands of payments for one provider":
    `SELECT count(*) / 2000 ${VOUCHERS} AND nit = '${CLINIC}'`,
  "three years of them": `SELECT julianday(max(paid_on)) - julianday(min(paid_on)) >= 1090
    ${VOUCHERS} AND nit = '${CLINIC}'`,
  "none after today but announced ones": `SELECT max(paid_on) <= '2026-04-01' ${VOUCHERS}
    AND state <> 'scheduled'`,
  "a payment that came back": `SELECT count(*) ${VOUCHERS} AND state = 'returned'`,
  "an invoice that two vouchers pay, and more than its value": `SELECT count(*) FROM (SELECT 1
    ${LINES} GROUP BY s.provider_id, invoice_key
    HAVING sum(s.paid_amount) > max(s.invoice_amount, coalesce(s.net_amount, 0))
      AND count(DISTINCT revision_id) > 1)`,
  "announced payments of the next two weeks": `SELECT count(*) = 2 ${VOUCHERS}
    AND state = 'scheduled' AND paid_on BETWEEN '2026-04-02' AND '2026-04-15'`,
  "a voucher of 10,000 lines in the last ninety days": `SELECT count(*) ${VOUCHERS}
    AND settlement_count = 10000 AND paid_on > '2026-01-01' AND state = 'standing'`,
  "a provider with giro directo only": `SELECT count(*) > 0 AND min(payment_method) = 'Giro Directo'
    AND max(payment_method) = 'Giro Directo' ${VOUCHERS} AND nit = '${GIRO_DIRECTO_ONLY}'`,
  "a provider with nothing": `SELECT count(*) = 0 ${VOUCHERS} AND nit = '${WITH_NOTHING}'`,
  "a provider without mail that has payments": `SELECT count(*) ${VOUCHERS}
    AND nit = '${WITHOUT_MAIL}' AND email IS NULL`,
  "bank and account as N/A": `SELECT count(*) ${VOUCHERS} AND bank_name = 'N/A'`,
  "partial payments": `SELECT count(*) ${LINES} AND s.balance > 0`,
  "invoices settled twice": `SELECT count(*) FROM (SELECT 1 ${LINES}
    GROUP BY s.provider_id, invoice_key HAVING count(DISTINCT revision_id) > 1)`,
  "embargos": `SELECT count(*) ${LINES} AND s.garnishments > 0`,
  "unapplied money": `SELECT count(*) ${VOUCHERS} AND unapplied_amount > 0`,
  "anticipos": `SELECT count(*) ${VOUCHERS} AND unapplied_advance_amount > 0`,
  "a voucher that does not add up": `SELECT count(*) ${VOUCHERS} AND state = 'standing'
    AND settlement_count > 0 AND paid_amount <> ${APPLIED}`,
  "vouchers of which nearly all do": `SELECT avg(paid_amount = ${APPLIED}) > 0.9 ${VOUCHERS}
    AND settlement_count > 0`,
  "an annulled voucher": `SELECT count(*) ${VOUCHERS} AND state = 'annulled'`,
  "a voucher without invoices": `SELECT count(*) ${VOUCHERS} AND settlement_count = 0`,
  "copayments, fees, withholdings and discounts": `SELECT min(max(copayment), max(moderating_fee),
    max(retefuente), max(rete_ica), max(financial_discount)) ${LINES}`,
  "requests to enrol as a draft, overdue, returned and approved, with papers": `SELECT
    count(DISTINCT state) = 4 AND sum(state = 'sent' AND due_on < '2026-04-01') = 1
    AND (SELECT count(*) FROM enrolment_documents) = 9 FROM enrolments`,
  "offices, and points that deliver home and that do not": `SELECT count(DISTINCT kind) = 2
    AND count(DISTINCT delivers_home) = 2 AND sum(latitude IS NULL) > 0 FROM loaded_places
    WHERE kind <> 'sites'`,
  "a certificate of each kind, and words for the years that are over": `SELECT
    (SELECT count(DISTINCT kind) = 2 FROM certificates) AND
    (SELECT count(*) = 2 FROM withholding_terms)`,
  "an inquiry in each state": `SELECT count(DISTINCT state) = 4 FROM inquiries`,
  "an inquiry that is late": `SELECT count(*) FROM inquiries
    WHERE queue_order = 1 AND due_on < '2026-04-01'`,
  "a proposal in each state": `SELECT count(DISTINCT state) = 3 FROM inquiry_proposals`,
  "a PQRS answered in time, one overdue, and one without a name": `SELECT
    max(settled_at < due_at) + max(queue_order = 1 AND due_at < ${NOW}) + max(name IS NULL) = 3
    FROM attention_cases`,
  "an attached file": `SELECT count(*) FROM inquiry_message_files
    JOIN files ON id = file_id JOIN file_parts USING (file_id) WHERE left_at IS NULL`,
  "a load that waits for a second person and corrects a voucher": `SELECT count(*) FROM loads
    WHERE status = 'waiting' AND summary ->> '$.vouchers.changed' = 1 AND created_by IS NOT NULL`,
  "a Correo that it would move": `SELECT count(*) FROM load_provider_changes
    JOIN loads ON id = load_id WHERE status = 'waiting' AND wanted -> 'email' IS NOT NULL`,
  "a load that was undone, with the reason": `SELECT count(*) FROM loads AS l
    JOIN loads AS u ON u.undoes_load_id = l.id WHERE l.status = 'undone' AND u.undo LIKE '%banco%'`,
  "an odd payment of each kind in it": `SELECT count(DISTINCT kind) = 5 FROM load_odd_payments
    JOIN loads ON id = load_id WHERE status = 'waiting'`,
  "a load that was refused with four cells": `SELECT count(*) FROM loads
    WHERE status = 'refused' AND summary ->> '$.errorCount' = 4`,
  "a voucher that was corrected": `SELECT count(*) ${VOUCHERS} AND replaces_id IS NOT NULL`,
  "several document types": `SELECT count(DISTINCT document_type) > 1 ${LINES}`,
  "a family of four": `SELECT count(*) = 3 FROM affiliates JOIN affiliates AS head
    ON head.document_type = affiliates.head_document_type
    AND head.document_number = affiliates.head_document_number AND head.kind = 'cabeza'`,
  "an affiliate who is suspended": "SELECT count(*) FROM affiliates WHERE state = 'SM'",
  "an affiliate who left": "SELECT count(*) FROM affiliates WHERE state = 'RE'",
  "an affiliate whose state is not known": "SELECT count(*) FROM affiliates WHERE state = 'XX'",
  "a head of family without an address": `SELECT count(*) FROM affiliates
    WHERE email IS NULL AND kind = 'cabeza'`,
  "owed medicines that are overdue, nearly due and new": `SELECT count(DISTINCT CASE
    WHEN pending_since < unixepoch('2026-04-01 15:00') * 1000 - 48 * 3600000 THEN 1
    WHEN pending_since < unixepoch('2026-04-01 15:00') * 1000 - 40 * 3600000 THEN 2 ELSE 3 END) = 3
    FROM pending_medicines WHERE delivered_quantity < ordered_quantity AND is_annulled = 0`,
  "a medicine that was delivered, and one that was annulled":
    `SELECT count(DISTINCT is_annulled) = 2
    FROM pending_medicines WHERE is_annulled = 1 OR delivered_quantity = ordered_quantity`,
  "a medicine that is asked for at home": `SELECT count(*) FROM medicine_requests
    WHERE way = 'home' AND pending_handle IS NOT NULL`,
  "a request for medicines in each state":
    "SELECT count(DISTINCT state) = 4 FROM medicine_requests",
  "a request for medicines that is late": `SELECT count(*) FROM medicine_requests
    WHERE state = 'received' AND due_at < unixepoch('2026-04-01 15:00') * 1000`,
  "a formula that came with its picture": `SELECT count(*) FROM medicine_requests
    JOIN medicine_request_files USING (folio) WHERE pending_handle IS NULL AND way = 'point'`,
  "an agenda with room, one that is full, and one that is closed": `SELECT count(DISTINCT
    CASE WHEN a.id IS NULL THEN s.is_open ELSE 2 END) = 3
    FROM slots AS s LEFT JOIN appointments AS a ON a.slot_id = s.id AND a.state = 'booked'`,
  "who waits to be called, and one for too long": `SELECT count(*) = 2
    AND sum(promised_on < '2026-04-01') = 1 FROM callback_requests WHERE answered_at IS NULL`,
  "an appointment that was moved": "SELECT count(*) FROM appointments WHERE sequence = 1",
  "an appointment that was cancelled":
    "SELECT count(*) FROM appointments WHERE state = 'cancelled'",
  "an appointment whose slot is gone": `SELECT count(*) = 1 FROM appointments AS a
    JOIN slots AS s ON s.id = a.slot_id WHERE a.state = 'booked' AND s.is_open = 0`,
};

const SECRETS = ["a secret of thirty-two bytes or more"];

async function withDemo() {
  const database = await testDatabase();
  await seedDemo(database.db, () => NOW, SECRETS);
  return database;
}

Deno.test("the demo data shows every state, is marked, and is not seeded twice", async (test) => {
  await using database = await withDemo();
  const { db } = database;
  for (const [name, sql] of Object.entries(STATES)) {
    await test.step(`it has ${name}`, async () => {
      assert(Number(await valueOf(db, sql)) > 0, `${await valueOf(db, sql)}\n${sql}`);
    });
  }
  await test.step("it has every forma de pago", async () => {
    const methods = await rowsOf(
      db,
      `SELECT DISTINCT payment_method AS name ${VOUCHERS} ORDER BY 1`,
    );
    assertEquals(methods.map(({ name }) => name), [
      "Anticipo",
      "Cesión",
      "Cheque",
      "Compensación",
      "Consignación",
      "Giro Directo",
      "Transferencia",
    ]);
  });
  await test.step("it has an account where it says so", () => accountsAreAsDescribed(db));
  await test.step("a second seeding changes nothing, on a later day too", async () => {
    assert(await isDemoDatabase(db));
    const counts = await countRows(db);
    await seedDemo(db, () => NOW + 40 * 86_400_000, SECRETS);
    assertEquals(await countRows(db), counts);
  });
  await test.step("the server refuses it and names DATABASE_URL", async () => {
    const env = { DATABASE_URL: `file:${database.path}`, PORT: String(freePort()) };
    const { code, stdout, stderr } = await run("main.ts", ["--listen"], env);
    assertEquals([code, stdout], [1, ""]);
    assertMatch(stderr, /^DATABASE_URL: [^\n]*demo[^\n]*\n$/);
  });
});

async function accountsAreAsDescribed(db: Db): Promise<void> {
  for (const { nit, hasAccount, email } of DEMO_PROVIDERS) {
    const registrant = await findRegistrant(db, nit);
    assertEquals([registrant?.hasAccount, registrant?.email], [hasAccount, email || null], nit);
  }
  const account = await findAccount(db, { nit: CLINIC });
  assert(await createPasswords().verify(account?.passwordHash, DEMO_PASSWORD));
  const text = describeDemo("file:data/outbox");
  for (const { nit } of DEMO_PROVIDERS) assert(text.includes(nit), nit);
  assertMatch(text, /la carpeta data\/outbox/);
}

Deno.test("the same day gives the same demo data", async () => {
  await using one = await withDemo();
  await using other = await withDemo();
  const [first, second] = [await visibleContent(one.db), await visibleContent(other.db)];
  assertEquals(first.vouchers?.length, second.vouchers?.length);
  assertEquals(JSON.stringify(first) === JSON.stringify(second), true);
});

Deno.test("an empty database is no demo", async () => {
  await using database = await testDatabase();
  assertEquals(await isDemoDatabase(database.db), false);
});

Deno.test("no provider of the demo is a real one: their NIT were given to nobody, and are well formed", () => {
  for (const { nit } of DEMO_PROVIDERS) {
    assertMatch(nit, /^999\d{6}$/);
    assertEquals(parseNit(formatNit(nit)), nit);
  }
  assertEquals(new Set(DEMO_PROVIDERS.map(({ nit }) => nit)).size, DEMO_PROVIDERS.length);
});
