import type { Db } from "../../../db/client.ts";
import { enqueueStatements, type NewMail } from "../../../db/mail/outbox.ts";
import { rowsOf, type Values } from "./contents.ts";

export const NOW = Date.parse("2026-04-01T15:00:00Z");
export const EPS = { name: "Mutual Ser", phone: "01 8000 116882" };
export const SETTINGS = {
  baseUrl: "https://portal.example",
  secrets: ["a secret of thirty-two bytes or more"],
  eps: EPS,
};

/** A mail of its own for each number. */
export function aMail(number: number, wish: Partial<NewMail> = {}): NewMail {
  return {
    dedupeKey: `test:${number}`,
    kind: "posting",
    providerId: null,
    to: `a${number}@b.example`,
    subject: `Aviso ${number}`,
    text: "Buenos días.\n",
    ...wish,
  };
}

/** Puts mails into the outbox, those that are not there yet; answers how many. */
export async function enqueueMails(db: Db, mails: NewMail[], nowMs: number): Promise<number> {
  const statements = enqueueStatements(mails, nowMs);
  if (statements.length === 0) return 0;
  const results = await db.$client.batch(statements, "write");
  return results.reduce((sum, { rowsAffected }) => sum + rowsAffected, 0);
}

export async function enqueueSome(db: Db, count: number): Promise<void> {
  const mails = Array.from({ length: count }, (_, index) => aMail(index));
  await enqueueMails(db, mails, NOW);
}

/** The outbox as it stands, in the order of writing. */
export async function outboxOf(db: Db): Promise<Values[]> {
  return await rowsOf(db, "SELECT * FROM outbox_mails ORDER BY id");
}

/** How many mails went out, wait and were given up. */
export async function countMails(db: Db): Promise<Values | undefined> {
  const [row] = await rowsOf(
    db,
    `SELECT count(sent_at) AS sent, count(given_up_at) AS givenUp,
       count(*) - count(sent_at) - count(given_up_at) AS waiting FROM outbox_mails`,
  );
  return row;
}
