import { assert, assertEquals } from "@std/assert";
import { createActivation, findActivation } from "../../db/accounts/activations.ts";
import { findReset } from "../../db/accounts/passwords.ts";
import type { Db } from "../../db/client.ts";
import { beginDraft } from "../../db/enrolment/drafts.ts";
import { deliverOutbox, MAILS_AT_ONCE } from "../../db/mail/delivery.ts";
import { enqueueClaimed, LEASE_MS } from "../../db/mail/outbox.ts";
import { affiliates } from "../../db/schema.ts";
import { type MailedLink, SECRET_PLACE } from "../../domain/mail/mailed_link.ts";
import { createSmtpMailer } from "../../lib/mail/smtp.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { rowsOf } from "../db/support/contents.ts";
import { aMail, countMails, enqueueMails, NOW } from "../db/support/mails.ts";
import { command } from "../db/support/process.ts";
import { copyOf, templateOf } from "../support/database.ts";
import { addPerson, anAffiliate, PASSWORD_HASH } from "../support/people.ts";
import { type Incoming, smtpServer } from "../support/smtp_server.ts";
import type { Stage, State, Work } from "./kill.ts";
import { assertSound, attemptOf } from "./process.ts";

const COUNT = 45;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Mails with links to a new password, an account and a request to enrol, sent to a real mail server. */
export const LINK_MAILS: Work = { name: "link mails", stage };

const addressOf = (index: number) => `a${index}@b.example`;

/** Every third mail is one whose process died between storing and sending it. */
const template = templateOf(async (db) => {
  for (let index = 0; index < COUNT; index++) {
    const link = await somethingToOpen(db, index);
    const mail = aMail(index, { kind: "account", text: `${SECRET_PLACE}\n`, link });
    if (index % 3 === 0) await enqueueClaimed(db, mail, NOW - LEASE_MS);
    else await enqueueMails(db, [mail], NOW);
  }
});

async function somethingToOpen(db: Db, index: number): Promise<MailedLink> {
  const email = addressOf(index);
  const times = { createdAt: NOW, expiresAt: NOW + DAY_MS };
  if (index % 5 < 2) {
    const userId = await addPerson(db, { kind: "staff", email, staffRole: "auditor" }, []);
    return { opens: "password", userId };
  }
  if (index % 5 < 4) {
    const person = anAffiliate({ documentNumber: String(10_000 + index), email });
    const [added] = await db.insert(affiliates).values(person).returning({ id: affiliates.id });
    const registration = sha256(`registration ${index}`);
    const link = { tokenSha256: registration, passwordHash: PASSWORD_HASH, voidedAt: null };
    const consent = { policyVersion: "1", policySha256: "1", acceptedAt: NOW, address: "x" };
    await createActivation(db, { affiliateId: added?.id ?? 0 }, consent, { ...link, ...times });
    return { opens: "registration", registration };
  }
  const folio = `AF-2026-${String(index).padStart(8, "A")}`;
  await beginDraft(db, { folio, secretSha256: sha256(folio), email, ...times });
  return { opens: "enrolment", folio };
}

async function stage(): Promise<Stage> {
  const stack = new AsyncDisposableStack();
  const { db, path } = stack.use(await copyOf(await template()));
  const server = stack.use(await smtpServer(() => "take"));
  const taken = () => server.incoming.filter(({ isTaken }) => isTaken);
  const nowAfter = (killed: number) => NOW + killed * LEASE_MS;
  let tries = 0;
  return {
    attempt(before) {
      tries = before;
      const args = [path, server.url, String(nowAfter(before))];
      return attemptOf(command("tests/db/support/outbox_worker.ts", args, {}).spawn(), "stdout");
    },
    async look(): Promise<State> {
      await assertSound(db);
      await assertUnstored(path, server.incoming);
      const sent = await rowsOf(db, "SELECT to_address FROM outbox_mails WHERE sent_at > 0");
      for (const { to_address } of sent) {
        const copies = taken().filter(({ to }) => to === to_address);
        assert(await opensSomething(db, copies, nowAfter(tries)), `${to_address} has no link`);
      }
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
      assert(first <= COUNT + killed * MAILS_AT_ONCE, `${first} mails`);
      await assertUnstored(path, taken());
      for (let index = 0; index < COUNT; index++) {
        const copies = taken().filter(({ to }) => to === addressOf(index));
        assertEquals(new Set(copies.map(({ messageId }) => messageId)).size, copies.length);
        const isUsable = await opensSomething(db, copies.slice(-1), nowAfter(killed));
        assert(isUsable, `the last link of ${addressOf(index)} opens nothing`);
      }
      return first > COUNT ? [`${first - COUNT} went out twice, the last with the link`] : [];
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Whether one of the mails has a secret that opens what its link is for. */
async function opensSomething(db: Db, mails: Incoming[], nowMs: number): Promise<boolean> {
  for (const mail of mails) {
    const hash = sha256(secretOf(mail));
    const keys = `SELECT 1 AS found FROM enrolment_keys WHERE secret_sha256 = '${hash}'`;
    if (await findReset(db, hash, nowMs) !== undefined) return true;
    if (await findActivation(db, hash, nowMs) !== undefined) return true;
    if ((await rowsOf(db, keys)).length > 0) return true;
  }
  return false;
}

function secretOf({ source }: Incoming): string {
  const [secret = ""] = /^[\w-]{32}(?=\r?$)/m.exec(source) ?? [];
  assert(secret !== "", source);
  return secret;
}

/** No secret stands in the bytes of the database, its write-ahead log included. */
async function assertUnstored(path: string, mails: Incoming[]): Promise<void> {
  const read = async (file: string) =>
    new TextDecoder("latin1").decode(await Deno.readFile(file).catch(() => new Uint8Array()));
  const bytes = await read(path) + await read(`${path}-wal`);
  assert(bytes.includes(SECRET_PLACE));
  for (const mail of mails) assert(!bytes.includes(secretOf(mail)), "a secret is stored");
}
