import { assert, assertEquals } from "@std/assert";
import { deliverOutbox, MAILS_AT_ONCE } from "../../../db/mail/delivery.ts";
import { LEASE_MS } from "../../../db/mail/outbox.ts";
import { createSmtpMailer } from "../../../lib/mail/smtp.ts";
import { testDatabase } from "../../support/database.ts";
import { type Behaviour, smtpServer } from "../../support/smtp_server.ts";
import { command } from "../support/process.ts";
import { countMails, enqueueSome, NOW } from "../support/mails.ts";

/** nodemailer looks after a connection that failed once more within 150 ms: its timers, not ours. */
const QUIETLY = { sanitizeOps: false, sanitizeResources: false };
const FROM = "Zona Ser <avisos@eps.example>";

/** A worker in a process of its own; its output is ignored unless it fails. */
function startWorker(path: string, url: string): Deno.ChildProcess {
  return command("tests/db/support/outbox_worker.ts", [path, url, String(NOW)], {}).spawn();
}

async function endOf(worker: Deno.ChildProcess): Promise<Deno.CommandStatus> {
  await Promise.all([worker.stdout.cancel(), worker.stderr.cancel()]);
  return await worker.status;
}

Deno.test("two processes at once send each mail once", QUIETLY, async () => {
  await using database = await testDatabase();
  const both = Promise.withResolvers<void>();
  await using server = await smtpServer(async (_mail, count) => {
    if (count > MAILS_AT_ONCE) both.resolve();
    await both.promise;
    return "take" as const;
  });
  await enqueueSome(database.db, 100);
  const workers = [0, 1].map(() => startWorker(database.path, server.url));
  const ends = await Promise.all(workers.map(endOf));
  assertEquals(ends.map(({ code }) => code), [0, 0]);
  assertEquals(server.incoming.length, 100);
  assertEquals(new Set(server.incoming.map(({ to }) => to)).size, 100);
  assertEquals(await countMails(database.db), { sent: 100, waiting: 0, givenUp: 0 });
});

Deno.test(
  "a worker that is killed in the middle loses no mail, and none goes out twice",
  QUIETLY,
  async () => {
    await using database = await testDatabase();
    const { db } = database;
    const takenBefore = 10;
    const killed = Promise.withResolvers<Behaviour>();
    await using server = await smtpServer((_mail, count) => {
      const isHeld = count > takenBefore && count <= takenBefore + MAILS_AT_ONCE;
      return isHeld ? killed.promise : "take";
    });
    await enqueueSome(db, 30);
    const worker = startWorker(database.path, server.url);
    await server.came(takenBefore + MAILS_AT_ONCE);
    worker.kill("SIGKILL");
    assertEquals((await endOf(worker)).signal, "SIGKILL");
    killed.resolve("silence");
    assertEquals(await countMails(db), { sent: takenBefore, waiting: 20, givenUp: 0 });

    const mailer = createSmtpMailer(server.url, FROM);
    await deliverOutbox(db, mailer, () => NOW + LEASE_MS - 1);
    await deliverOutbox(db, mailer, () => NOW + LEASE_MS);
    const taken = server.incoming.filter(({ isTaken }) => isTaken);
    assertEquals(taken.length, 30);
    assertEquals(new Set(taken.map(({ to }) => to)).size, 30);
    assertEquals(await countMails(db), { sent: 30, waiting: 0, givenUp: 0 });
  },
);

Deno.test(
  "a worker that is killed when the server has just taken a mail sends no more than that twice",
  QUIETLY,
  async () => {
    await using database = await testDatabase();
    const { db } = database;
    const worker = Promise.withResolvers<Deno.ChildProcess>();
    await using server = await smtpServer(async (_mail, count) => {
      if (count === 13) (await worker.promise).kill("SIGKILL");
      return "take" as const;
    });
    await enqueueSome(db, 30);
    const started = startWorker(database.path, server.url);
    worker.resolve(started);
    await endOf(started);
    await deliverOutbox(db, createSmtpMailer(server.url, FROM), () => NOW + LEASE_MS);
    const copies = Map.groupBy(server.incoming, ({ to }) => to);
    assertEquals([copies.size, (await countMails(db))?.sent], [30, 30]);
    const twice = [...copies.values()].filter((mails) => mails.length > 1);
    assert(twice.length >= 1 && twice.length <= MAILS_AT_ONCE, `${twice.length} mails twice`);
    for (const mails of twice) {
      assertEquals(new Set(mails.map(({ messageId }) => messageId)).size, 1);
    }
  },
);
