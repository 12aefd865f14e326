import type { InArgs } from "@libsql/client";
import type { CivilDate } from "../../domain/dates.ts";
import type { Answer, Signature } from "../../domain/reconciliation/acta.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";

/** Why one line differs, as its provider says; and whether it does not agree with the answer. */
export type Reason = { number: number; reason: string };
export type Dispute = { number: number; isDisputed: boolean };

type Own = { folio: string; providerId: number };

/**
 * Stores why some lines differ, while the provider prepares the acta. Answers false where it is not
 * being prepared by this provider.
 */
export async function keepReasons(db: Db, of: Own, reasons: Reason[]): Promise<boolean> {
  return await keep(db, { sql: KEEP_REASONS, args: { ...of, lines: JSON.stringify(reasons) } });
}

/** Stores what the EPS says of some lines. Answers false where the acta does not wait for it. */
export async function keepAnswers(db: Db, folio: string, answers: Answer[]): Promise<boolean> {
  return await keep(db, { sql: KEEP_ANSWERS, args: { folio, lines: JSON.stringify(answers) } });
}

/**
 * Stores which of some answers the provider does not agree with. Answers false where it does not
 * review them.
 */
export async function keepDisputes(db: Db, of: Own, disputes: Dispute[]): Promise<boolean> {
  return await keep(db, { sql: KEEP_DISPUTES, args: { ...of, lines: JSON.stringify(disputes) } });
}

type Step = { folio: string; signed: Signature };

/**
 * Sends an acta to the EPS with these reasons. Answers false, and stores nothing, where it is not
 * being prepared by this provider.
 */
export async function sendActa(
  db: Db,
  { folio, providerId, signed, dueOn, reasons }: Step & Own & {
    dueOn: CivilDate;
    reasons: Reason[];
  },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const lines = JSON.stringify(reasons);
  const [, sent] = await db.$client.batch([
    { sql: KEEP_REASONS, args: { folio, providerId, lines } },
    { sql: SEND, args: { folio, providerId, dueOn, ...signed } },
    ...entry.statements,
  ], "write");
  return sent?.rowsAffected === 1;
}

/**
 * Gives the acta back with these answers. Answers false where a line has none, and then stores those
 * that there are; or where it does not wait for the EPS, and then stores nothing.
 */
export async function answerActa(
  db: Db,
  { folio, signed, answers }: Step & { answers: Answer[] },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [, answered] = await db.$client.batch([
    { sql: KEEP_ANSWERS, args: { folio, lines: JSON.stringify(answers) } },
    { sql: ANSWER, args: { folio, ...signed } },
    ...entry.statements,
  ], "write");
  return answered?.rowsAffected === 1;
}

/**
 * Closes an answered acta with these disputes. Answers false, and stores nothing, where it does not
 * wait for this provider, or a colleague disputed another line meanwhile: the hash would not be that
 * of what is stored.
 */
export async function closeActa(
  db: Db,
  { folio, providerId, signed, sha256, disputes, disputed }: Step & Own & {
    sha256: string;
    disputes: Dispute[];
    /** The lines that were disputed before, in their order, as whoever made the hash read them. */
    disputed: number[];
  },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const of = { folio, providerId, sha256 };
  const [closed] = await db.$client.batch([
    { sql: CLOSE, args: { ...of, disputed: disputed.join(), ...signed } },
    ...entry.statements,
    { sql: KEEP_LAST_DISPUTES, args: { ...of, lines: JSON.stringify(disputes) } },
  ], "write");
  return closed?.rowsAffected === 1;
}

/** Deletes an acta that was never sent. Answers false where there is none such. */
export async function discardActa(
  db: Db,
  of: Own,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [, gone] = await db.$client.batch([
    { sql: DROP_LINES, args: of },
    { sql: DROP, args: of },
    ...entry.statements,
  ], "write");
  return gone?.rowsAffected === 1;
}

/** Stores something of some lines, each of which is a line of the acta. */
async function keep(db: Db, statement: { sql: string; args: InArgs }): Promise<boolean> {
  const { rowsAffected } = await db.$client.execute(statement);
  return rowsAffected > 0;
}

const ofState = (state: string) =>
  `EXISTS (SELECT 1 FROM actas WHERE actas.folio = :folio AND state = '${state}')`;
const ofOwnState = (state: string) =>
  `EXISTS (SELECT 1 FROM actas WHERE actas.folio = :folio AND state = '${state}'
    AND provider_id = :providerId)`;
const eachLine = (set: string, where: string) => `
  UPDATE acta_lines SET ${set} FROM json_each(:lines)
  WHERE folio = :folio AND number = value ->> 'number' AND ${where}`;

const KEEP_REASONS = eachLine("reason = value ->> 'reason'", ofOwnState("draft"));
const KEEP_ANSWERS = eachLine(
  `position = value ->> 'position', note = value ->> 'note',
    promised_on = value ->> 'promisedOn'`,
  ofState("sent"),
);
const DISPUTE = "is_disputed = value ->> 'isDisputed'";
const KEEP_DISPUTES = eachLine(DISPUTE, ofOwnState("answered"));
/** After the closing: those that its hash is made of. */
const KEEP_LAST_DISPUTES = eachLine(
  DISPUTE,
  `${ofOwnState("closed")} AND EXISTS (
    SELECT 1 FROM actas WHERE actas.folio = :folio AND sha256 = :sha256)`,
);

const SEND = `
  UPDATE actas SET state = 'sent', sent_by = :name, sent_at = :at, due_on = :dueOn
  WHERE folio = :folio AND provider_id = :providerId AND state = 'draft'`;
const ANSWER = `
  UPDATE actas SET state = 'answered', answered_by = :name, answered_at = :at
  WHERE folio = :folio AND state = 'sent' AND NOT EXISTS (
    SELECT 1 FROM acta_lines WHERE acta_lines.folio = :folio AND position IS NULL)`;
/** Ordered by a subquery: a server (sqld) reads no ORDER BY among the arguments of a function. */
const CLOSE = `
  UPDATE actas SET state = 'closed', closed_by = :name, closed_at = :at, sha256 = :sha256
  WHERE folio = :folio AND provider_id = :providerId AND state = 'answered' AND :disputed = (
    SELECT coalesce(group_concat(number), '') FROM (
      SELECT number FROM acta_lines
      WHERE acta_lines.folio = :folio AND is_disputed = 1 ORDER BY number))`;

const DROP_LINES = `DELETE FROM acta_lines WHERE folio = :folio AND ${ofOwnState("draft")}`;
const DROP = `DELETE FROM actas WHERE folio = :folio AND provider_id = :providerId
  AND state = 'draft'`;
