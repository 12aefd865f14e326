import { assert, assertEquals } from "@std/assert";
import { deliverOutbox, MAILS_AT_ONCE } from "../../db/mail/delivery.ts";
import { LEASE_MS } from "../../db/mail/outbox.ts";
import { createSmtpMailer } from "../../lib/mail/smtp.ts";
import { rowsOf } from "../db/support/contents.ts";
import { countMails, enqueueSome, NOW } from "../db/support/mails.ts";
import { command } from "../db/support/process.ts";
import { testDatabase } from "../support/database.ts";
import { smtpServer } from "../support/smtp_server.ts";
import type { Stage, State, Work } from "./kill.ts";
import { assertSound, attemptOf } from "./process.ts";

const COUNT = 60;

/** The mails that wait in the outbox, sent to a real mail server. */
export const MAILS: Work = { name: "mails", stage };

async function stage(): Promise<Stage> {
  const stack = new AsyncDisposableStack();
  const { db, path } = stack.use(await testDatabase());
  const server = stack.use(await smtpServer(() => "take"));
  await enqueueSome(db, COUNT);
  const taken = () => server.incoming.filter(({ isTaken }) => isTaken);
  const nowAfter = (killed: number) => NOW + killed * LEASE_MS;
  return {
    attempt(before) {
      const args = [path, server.url, String(nowAfter(before))];
      return attemptOf(command("tests/db/support/outbox_worker.ts", args, {}).spawn(), "stdout");
    },
    async look(): Promise<State> {
      await assertSound(db);
      const sent = await rowsOf(db, "SELECT to_address FROM outbox_mails WHERE sent_at > 0");
      const whom = new Set(taken().map(({ to }) => to));
      assert(sent.every(({ to_address }) => whom.has(String(to_address))), "a mail is lost");
      if (sent.length === COUNT) return "after";
      return server.incoming.length === 0 ? "before" : "middle";
    },
    async complete(killed) {
      const mailer = createSmtpMailer(server.url, "Zona Ser <avisos@eps.example>");
      await deliverOutbox(db, mailer, () => nowAfter(killed));
      const first = taken().length;
      await deliverOutbox(db, mailer, () => nowAfter(killed + 1));
      assertEquals(taken().length, first, "a second run sends nothing");
      assertEquals(await countMails(db), { sent: COUNT, waiting: 0, givenUp: 0 });
      const copies = Map.groupBy(taken(), ({ to }) => to);
      assertEquals(copies.size, COUNT);
      assert(first <= COUNT + killed * MAILS_AT_ONCE, `${first} mails`);
      for (const same of copies.values()) {
        assertEquals(new Set(same.map(({ messageId }) => messageId)).size, 1);
      }
      return first > COUNT ? [`${first - COUNT} went out twice, with one Message-ID`] : [];
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
