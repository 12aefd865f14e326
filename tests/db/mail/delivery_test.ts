import { assert, assertEquals, assertRejects } from "@std/assert";
import PostalMime from "postal-mime";
import { openDatabase } from "../../../db/client.ts";
import { deliverOutbox, MAILS_AT_ONCE } from "../../../db/mail/delivery.ts";
import { LEASE_MS } from "../../../db/mail/outbox.ts";
import { enqueueMails } from "../support/mails.ts";
import { createSmtpMailer } from "../../../lib/mail/smtp.ts";
import { testDatabase } from "../../support/database.ts";
import { type Behaviour, smtpServer } from "../../support/smtp_server.ts";
import { valueOf } from "../support/contents.ts";
import { aMail, countMails, enqueueSome, NOW, outboxOf } from "../support/mails.ts";
import { listenTo } from "../support/recorder.ts";

/** nodemailer looks after a connection that failed once more within 150 ms: its timers, not ours. */
const QUIETLY = { sanitizeOps: false, sanitizeResources: false };
const FROM = "Zona Ser <avisos@eps.example>";
const MINUTE = 60_000;

const mailerOf = ({ url }: { url: string }, patienceMs = 10_000) =>
  createSmtpMailer(url, FROM, { patienceMs });

Deno.test("every mail that is due goes out once, over few connections", QUIETLY, async () => {
  await using database = await testDatabase();
  const { db } = database;
  await using server = await smtpServer();
  await enqueueSome(db, 50);
  await deliverOutbox(db, mailerOf(server), () => NOW);
  const expected = Array.from({ length: 50 }, (_, index) => `a${index}@b.example`);
  assertEquals(server.incoming.map(({ to }) => to).sort(), expected.sort());
  assertEquals(await countMails(db), { sent: 50, waiting: 0, givenUp: 0 });
  assert(server.connectionCount() <= MAILS_AT_ONCE + 1, `${server.connectionCount()} connections`);
  await deliverOutbox(db, mailerOf(server), () => NOW + LEASE_MS);
  assertEquals(server.incoming.length, 50);
});

Deno.test("a notice carries the headers that end it, another mail does not", QUIETLY, async () => {
  await using database = await testDatabase();
  await using server = await smtpServer();
  const unsubscribeUrl = "https://portal.example/avisos/baja?1.abc";
  await enqueueMails(database.db, [aMail(1, { unsubscribeUrl })], NOW);
  await enqueueMails(database.db, [aMail(2)], NOW + 1);
  await deliverOutbox(database.db, mailerOf(server), () => NOW + 1);
  const headers = await Promise.all(server.incoming.map(async ({ to, source }) => {
    const mail = await PostalMime.parse(source);
    const found = mail.headers.filter(({ key }) => key.startsWith("list-"));
    return [to, ...found.map(({ value }) => value)];
  }));
  assertEquals(headers.sort(), [
    ["a1@b.example", `<${unsubscribeUrl}>`, "List-Unsubscribe=One-Click"],
    ["a2@b.example"],
  ]);
});

const TROUBLES: { behaviour: Behaviour; code?: number; problem: string; isGivenUp: boolean }[] = [
  { behaviour: "later", problem: "451 DATA", isGivenUp: false },
  { behaviour: "take", code: 450, problem: "450 RCPT TO", isGivenUp: false },
  { behaviour: "silence", problem: "ETIMEDOUT CONN", isGivenUp: false },
  { behaviour: "break", problem: "ECONNECTION CONN", isGivenUp: false },
  { behaviour: "never", problem: "554 DATA", isGivenUp: true },
  { behaviour: "take", code: 550, problem: "550 RCPT TO", isGivenUp: true },
];

for (const { behaviour, code, problem, isGivenUp } of TROUBLES) {
  Deno.test(
    `where the server answers ${code ?? behaviour} a mail ${isGivenUp ? "is given up" : "waits"}`,
    QUIETLY,
    async () => {
      await using database = await testDatabase();
      const { db } = database;
      let isWell = false;
      await using server = await smtpServer(
        () => isWell ? "take" : behaviour,
        () => isWell ? undefined : code,
      );
      await enqueueSome(db, 1);
      const logged: unknown[] = [];
      const log = (...line: unknown[]) => void logged.push(line);
      const mailer = mailerOf(server, behaviour === "silence" ? 1000 : undefined);
      await deliverOutbox(db, mailer, () => NOW, { log });
      const [row] = await outboxOf(db);
      assertEquals([row?.last_problem, row?.sent_at], [problem, null]);
      assertEquals(
        [row?.given_up_at, row?.not_before],
        isGivenUp ? [NOW, NOW] : [null, NOW + MINUTE],
      );
      const details = { mail: 1, kind: "posting", attempts: 1, problem, isGivenUp };
      assertEquals(logged, [["warning", "mail not sent", details]]);
      isWell = true;
      await deliverOutbox(db, mailerOf(server), () => NOW + MINUTE);
      assertEquals(await countMails(db), {
        sent: isGivenUp ? 0 : 1,
        waiting: 0,
        givenUp: isGivenUp ? 1 : 0,
      });
    },
  );
}

Deno.test("one bad address keeps no other mail waiting", QUIETLY, async () => {
  await using database = await testDatabase();
  const { db } = database;
  await using server = await smtpServer(
    () => "take",
    (address) => address === "a3@b.example" ? 550 : undefined,
  );
  await enqueueSome(db, 30);
  await deliverOutbox(db, mailerOf(server), () => NOW);
  assertEquals(await countMails(db), { sent: 29, waiting: 0, givenUp: 1 });
});

Deno.test("a server that cannot be reached loses no mail", QUIETLY, async () => {
  await using database = await testDatabase();
  const { db } = database;
  const gone = await smtpServer();
  await gone[Symbol.asyncDispose]();
  await enqueueSome(db, 25);
  await deliverOutbox(db, mailerOf(gone), () => NOW);
  assertEquals(await countMails(db), { sent: 0, waiting: 25, givenUp: 0 });
  await using server = await smtpServer();
  await deliverOutbox(db, mailerOf(server), () => NOW + MINUTE);
  assertEquals(await countMails(db), { sent: 25, waiting: 0, givenUp: 0 });
});

Deno.test(
  "two workers at once on connections of their own send each mail once",
  QUIETLY,
  async () => {
    await using database = await testDatabase();
    const other = await openDatabase({ url: `file:${database.path}` });
    await using server = await smtpServer();
    await enqueueSome(database.db, 80);
    await Promise.all(
      [database.db, other, database.db, other].map((db) =>
        deliverOutbox(db, mailerOf(server), () => NOW)
      ),
    );
    other.$client.close();
    assertEquals(server.incoming.length, 80);
    assertEquals(new Set(server.incoming.map(({ messageId }) => messageId)).size, 80);
    assertEquals(await countMails(database.db), { sent: 80, waiting: 0, givenUp: 0 });
  },
);

Deno.test(
  "when told to stop it ends what is under way and gives the rest back",
  QUIETLY,
  async () => {
    await using database = await testDatabase();
    const { db } = database;
    const stopping = new AbortController();
    const inFlight = Promise.withResolvers<void>();
    await using server = await smtpServer(async (_mail, count) => {
      if (count === MAILS_AT_ONCE) {
        stopping.abort();
        inFlight.resolve();
      }
      await inFlight.promise;
      return "take" as const;
    });
    await enqueueSome(db, 50);
    await deliverOutbox(db, mailerOf(server), () => NOW, { signal: stopping.signal });
    assertEquals(server.incoming.length, MAILS_AT_ONCE);
    assertEquals(await countMails(db), { sent: MAILS_AT_ONCE, waiting: 46, givenUp: 0 });
    const untouched =
      "SELECT count(*) FROM outbox_mails WHERE attempts = 0 AND claimed_until IS NULL";
    assertEquals(await valueOf(db, untouched), 46);
  },
);

Deno.test(
  "the window: a mail that the server took and the database did not note goes out again under the same Message-ID",
  QUIETLY,
  async () => {
    await using database = await testDatabase();
    const { db } = database;
    await using server = await smtpServer();
    await enqueueSome(db, 3);
    const failing = listenTo(db, (trip) => {
      if (trip.some(({ sql }) => sql.includes("SET sent_at"))) throw new Error("disk full");
    });
    await assertRejects(
      () => deliverOutbox(failing, mailerOf(server), () => NOW),
      Error,
      "disk full",
    );
    assertEquals(server.incoming.length, 3);
    await deliverOutbox(db, mailerOf(server), () => NOW + LEASE_MS - 1);
    assertEquals(server.incoming.length, 3);
    await deliverOutbox(db, mailerOf(server), () => NOW + LEASE_MS);
    const copies = Map.groupBy(server.incoming, ({ messageId }) => messageId);
    assertEquals([...copies.values()].map((mails) => mails.length), [2, 2, 2]);
    for (const [one, other] of copies.values()) assertEquals(one?.to, other?.to);
  },
);

Deno.test(
  "a mail whose every attempt ended with its process is given up unsent",
  QUIETLY,
  async () => {
    await using database = await testDatabase();
    const { db } = database;
    await using server = await smtpServer();
    await enqueueSome(db, 1);
    await db.$client.execute("UPDATE outbox_mails SET attempts = 7");
    await deliverOutbox(db, mailerOf(server), () => NOW);
    assertEquals(server.incoming.length, 0);
    assertEquals(await countMails(db), { sent: 0, waiting: 0, givenUp: 1 });
  },
);

Deno.test("a mail is not begun where its lease might end before it does", QUIETLY, async () => {
  await using database = await testDatabase();
  const { db } = database;
  let nowMs = NOW;
  await using server = await smtpServer((_mail, count) => {
    if (count === 1) nowMs += LEASE_MS - MINUTE + 1;
    return "take";
  });
  await enqueueSome(db, 20);
  await deliverOutbox(db, mailerOf(server), () => nowMs);
  assertEquals(await countMails(db), { sent: 20, waiting: 0, givenUp: 0 });
  assertEquals(new Set(server.incoming.map(({ to }) => to)).size, 20);
  assertEquals(server.incoming.length, 20);
});
