import { assert, assertEquals } from "@std/assert";
import { deliverOutbox, MAILS_AT_ONCE } from "../../../db/mail/delivery.ts";
import { LEASE_MS } from "../../../db/mail/outbox.ts";
import { createSmtpMailer } from "../../../lib/mail/smtp.ts";
import { testDatabase } from "../../support/database.ts";
import { smtpServer } from "../../support/smtp_server.ts";
import { KILLS, killSenders } from "../../support/faults/killed_senders.ts";
import { countMails, enqueueSome, NOW } from "../support/mails.ts";

const MAILS = 60;

Deno.test("processes that are killed at random moments lose no mail, and few go out twice", {
  // nodemailer looks after a connection that failed once more: its timers, not ours.
  sanitizeOps: false,
  sanitizeResources: false,
}, async () => {
  await using database = await testDatabase();
  const { db, path } = database;
  await using server = await smtpServer(() => "take");
  await enqueueSome(db, MAILS);
  const receiving = { count: () => server.incoming.length, came: server.came };
  await killSenders(receiving, (before) => {
    const args = [path, server.url, String(NOW + before * LEASE_MS)];
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "tests/db/support/outbox_worker.ts", ...args],
      stdout: "null",
      stderr: "null",
    }).spawn();
  });
  const mailer = createSmtpMailer(server.url, "Zona Ser <avisos@eps.example>");
  await deliverOutbox(db, mailer, () => NOW + KILLS * LEASE_MS);
  assertEquals(await countMails(db), { sent: MAILS, waiting: 0, givenUp: 0 });
  const taken = server.incoming.filter(({ isTaken }) => isTaken);
  const copies = Map.groupBy(taken, ({ to }) => to);
  assertEquals(copies.size, MAILS);
  assert(taken.length <= MAILS + KILLS * MAILS_AT_ONCE, `${taken.length} mails`);
  for (const same of copies.values()) {
    assertEquals(new Set(same.map(({ messageId }) => messageId)).size, 1);
  }
});
