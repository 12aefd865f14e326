import { assertEquals, assertRejects } from "@std/assert";
import { LibsqlError } from "@libsql/client";
import { findFailedMails, retryMail } from "../../../db/mail/failed.ts";
import { enqueueStatements, LEASE_MS, MAIL_LEASES, mailFailed } from "../../../db/mail/outbox.ts";
import { noteEnd } from "../../../db/leases.ts";
import { enqueueMails } from "../support/mails.ts";
import { sweepSpent } from "../../../db/sweep.ts";
import { testDatabase } from "../../support/database.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";
import { providerOf, rowsOf, valueOf } from "../support/contents.ts";
import { aMail, countMails, enqueueSome, NOW, outboxOf } from "../support/mails.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LATER = { problem: "451 DATA", isPermanent: false };
const NEVER = { problem: "550 5.1.1 RCPT TO", isPermanent: true };

Deno.test("the same mail is written once, whoever writes it again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const counts = await Promise.all([
    enqueueMails(db, [aMail(1), aMail(2)], NOW),
    enqueueMails(db, [aMail(2), aMail(3), aMail(3)], NOW),
  ]);
  assertEquals(counts[0] + counts[1], 3);
  assertEquals(await enqueueMails(db, [aMail(1, { subject: "otro" })], NOW), 0);
  assertEquals(await enqueueMails(db, [], NOW), 0);
  const rows = await outboxOf(db);
  assertEquals(rows.map((row) => row.dedupe_key).sort(), ["test:1", "test:2", "test:3"]);
  assertEquals(rows.map((row) => row.attempts), [0, 0, 0]);
});

Deno.test("mails are written with their batch, or not at all", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const broken = { sql: "INSERT INTO instance (key, value) VALUES ('x', NULL)", args: [] };
  const batch = [...enqueueStatements([aMail(1)], NOW), broken];
  await assertRejects(() => db.$client.batch(batch, "write"), LibsqlError);
  assertEquals(await outboxOf(db), []);
});

Deno.test("R12: neither the outbox nor its table takes an address of two lines", async () => {
  await using database = await testDatabase();
  const { db } = database;
  for (const to of ["a@b.co\r\nBcc: x@y.co", "a@b.co\n", "a@b.co, x@y.co", ""]) {
    await assertRejects(() => enqueueMails(db, [aMail(1, { to })], NOW), TypeError);
  }
  const mail = aMail(1, { subject: "a\nb" });
  await assertRejects(() => enqueueMails(db, [mail], NOW), TypeError);
  await enqueueMails(db, [aMail(1)], NOW);
  for (const column of ["to_address", "subject"]) {
    const sql = `UPDATE outbox_mails SET ${column} = 'a' || char(13) || 'b'`;
    await assertRejects(() => db.$client.execute(sql), LibsqlError, "CHECK constraint failed");
  }
});

Deno.test("a claimed mail is nobody else's until its lease runs out", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await enqueueSome(db, 5);
  assertEquals(await MAIL_LEASES.hasDue(db, NOW - 1), false);
  const claims = await Promise.all([MAIL_LEASES.claim(db, 3, NOW), MAIL_LEASES.claim(db, 3, NOW)]);
  assertEquals(claims.map((one) => one.length).sort(), [2, 3]);
  assertEquals(new Set(claims.flat().map(({ id }) => id)).size, 5);
  assertEquals(claims.flat().map(({ attempts }) => attempts), [1, 1, 1, 1, 1]);
  assertEquals(await MAIL_LEASES.hasDue(db, NOW + LEASE_MS - 1), false);
  const again = await MAIL_LEASES.claim(db, 9, NOW + LEASE_MS);
  assertEquals(again.map(({ attempts }) => attempts), [2, 2, 2, 2, 2]);
});

Deno.test("a mail that went out is never claimed again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await enqueueSome(db, 1);
  for (const mail of await MAIL_LEASES.claim(db, 1, NOW)) {
    await noteEnd(db, [MAIL_LEASES.sent(mail, NOW + 5)]);
  }
  assertEquals(await MAIL_LEASES.claim(db, 1, NOW + DAY), []);
  const [row] = await outboxOf(db);
  assertEquals([row?.sent_at, row?.claimed_until, row?.last_problem], [NOW + 5, null, null]);
});

Deno.test("a mail that failed waits longer each time and is given up after the seventh", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await enqueueSome(db, 1);
  let nowMs = NOW;
  for (const minutes of [1, 5, 30, 120, 360, 1440]) {
    for (const mail of await MAIL_LEASES.claim(db, 1, nowMs)) {
      await noteEnd(db, [mailFailed(mail, LATER, nowMs)]);
    }
    assertEquals(await MAIL_LEASES.hasDue(db, nowMs + minutes * MINUTE - 1), false);
    nowMs += minutes * MINUTE;
    assertEquals(await MAIL_LEASES.hasDue(db, nowMs), true, `after ${minutes} minutes`);
  }
  for (const mail of await MAIL_LEASES.claim(db, 1, nowMs)) {
    await noteEnd(db, [mailFailed(mail, LATER, nowMs)]);
  }
  assertEquals(await MAIL_LEASES.hasDue(db, nowMs + 99 * DAY), false);
  assertEquals(await countMails(db), { sent: 0, waiting: 0, givenUp: 1 });
});

Deno.test("a failure that comes after the lease ran out changes nothing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await enqueueSome(db, 1);
  const [late] = await MAIL_LEASES.claim(db, 1, NOW);
  const [current] = await MAIL_LEASES.claim(db, 1, NOW + LEASE_MS);
  if (!late || !current) throw new Error("not claimed");
  await noteEnd(db, [mailFailed(late, NEVER, NOW + LEASE_MS)]);
  await MAIL_LEASES.release(db, late);
  assertEquals(await valueOf(db, "SELECT claimed_until FROM outbox_mails"), NOW + 2 * LEASE_MS);
  assertEquals(await countMails(db), { sent: 0, waiting: 1, givenUp: 0 });
  await noteEnd(db, [mailFailed(current, LATER, NOW + LEASE_MS)]);
  await noteEnd(db, [MAIL_LEASES.sent(late, NOW + LEASE_MS)]);
  assertEquals(await countMails(db), { sent: 1, waiting: 0, givenUp: 0 });
});

Deno.test("a mail that was not begun is given back as it was", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await enqueueSome(db, 1);
  const before = await outboxOf(db);
  for (const mail of await MAIL_LEASES.claim(db, 1, NOW)) await MAIL_LEASES.release(db, mail);
  assertEquals(await outboxOf(db), before);
});

Deno.test("staff see what was given up, newest first, page by page, and may send it anew", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const { id: providerId } = await providerOf(db, A);
  await enqueueMails(db, [aMail(1, { providerId }), aMail(2), aMail(3)], NOW);
  for (const [index, mail] of (await MAIL_LEASES.claim(db, 3, NOW)).entries()) {
    await noteEnd(db, [mailFailed(mail, NEVER, NOW + index)]);
  }
  const first = await findFailedMails(db, { page: 1, perPage: 2 });
  assertEquals([first.total, first.mails.map(({ to }) => to)], [3, [
    "a3@b.example",
    "a2@b.example",
  ]]);
  const { mails: [mail] } = await findFailedMails(db, { page: 2, perPage: 2 });
  if (!mail) throw new Error("no failed mail");
  assertEquals(mail, {
    id: mail.id,
    kind: "posting",
    nit: A,
    legalName: "Clínica A S.A.S.",
    to: "a1@b.example",
    subject: "Aviso 1",
    attempts: 1,
    createdAt: NOW,
    givenUpAt: NOW,
    problem: "550 5.1.1 RCPT TO",
  });
  assertEquals(await retryMail(db, mail.id, NOW + DAY), true);
  assertEquals(await retryMail(db, mail.id, NOW + DAY), false);
  assertEquals(await retryMail(db, 999, NOW), false);
  const [claimed] = await MAIL_LEASES.claim(db, 3, NOW + DAY);
  assertEquals([claimed?.id, claimed?.attempts], [mail.id, 1]);
});

Deno.test("L9: mails that went out go after 30 days, those given up after 90, others stay", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await enqueueSome(db, 3);
  const [sent, failed] = await MAIL_LEASES.claim(db, 2, NOW);
  if (!sent || !failed) throw new Error("not claimed");
  await noteEnd(db, [MAIL_LEASES.sent(sent, NOW)]);
  await noteEnd(db, [mailFailed(failed, NEVER, NOW)]);
  const left = async (days: number) => {
    await sweepSpent(db, NOW + days * DAY);
    const rows = await rowsOf(db, "SELECT dedupe_key FROM outbox_mails ORDER BY id");
    return rows.map((row) => row.dedupe_key);
  };
  assertEquals(await left(30), ["test:0", "test:1", "test:2"]);
  assertEquals(await left(31), ["test:1", "test:2"]);
  assertEquals(await left(91), ["test:2"]);
});
