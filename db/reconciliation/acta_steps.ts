import type { CivilDate } from "../../domain/dates.ts";
import type { Cents } from "../../domain/money.ts";
import type { Answer, NewLine, Signature } from "../../domain/reconciliation/acta.ts";
import type { GroupSum } from "../../domain/reconciliation/sums.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";

export type NewActa = {
  folio: string;
  providerId: number;
  cutoffOn: CivilDate;
  totals: GroupSum[];
  difference: Cents;
  createdAt: number;
  continues: string | null;
  lines: NewLine[];
};

/** Stores an acta that is being prepared, with its differences. */
export async function createActa(db: Db, acta: NewActa, entry: Entry = NO_ENTRY): Promise<void> {
  const { lines, totals, ...about } = acta;
  await db.$client.batch([
    {
      sql: CREATE,
      args: {
        ...about,
        createdAt: Math.trunc(about.createdAt),
        totals: JSON.stringify(totals),
        lineCount: lines.length,
      },
    },
    { sql: ADD_LINES, args: { folio: acta.folio, lines: JSON.stringify(lines) } },
    ...entry.statements,
  ], "write");
}

/** Stores why some lines differ, while the provider prepares the acta. */
export async function keepReasons(
  db: Db,
  of: { folio: string; providerId: number },
  reasons: { number: number; reason: string }[],
): Promise<void> {
  await db.$client.execute({ sql: KEEP_REASONS, args: { ...of, lines: JSON.stringify(reasons) } });
}

/** Stores what the EPS says of some lines, while it answers. */
export async function keepAnswers(db: Db, folio: string, answers: Answer[]): Promise<void> {
  await db.$client.execute({ sql: KEEP_ANSWERS, args: { folio, lines: JSON.stringify(answers) } });
}

/** Stores which of some answers the provider does not agree with, while it reviews them. */
export async function keepDisputes(
  db: Db,
  of: { folio: string; providerId: number },
  disputes: { number: number; isDisputed: boolean }[],
): Promise<void> {
  await db.$client.execute({
    sql: KEEP_DISPUTES,
    args: { ...of, lines: JSON.stringify(disputes) },
  });
}

type Step = { folio: string; signed: Signature };

/** Sends an acta to the EPS. Answers false where it is not being prepared by this provider. */
export async function sendActa(
  db: Db,
  { folio, signed, providerId, dueOn }: Step & { providerId: number; dueOn: CivilDate },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  return await step(db, { sql: SEND, args: { folio, providerId, dueOn, ...signed } }, entry);
}

/** Gives the answered acta back. Answers false where a line has no answer, or it does not wait. */
export async function answerActa(
  db: Db,
  { folio, signed }: Step,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  return await step(db, { sql: ANSWER, args: { folio, ...signed } }, entry);
}

/**
 * Closes an answered acta. Answers false where it does not wait for this provider, or a colleague
 * disputed another line meanwhile: the hash would not be that of what is stored.
 */
export async function closeActa(
  db: Db,
  { folio, signed, providerId, sha256, disputed }: Step & {
    providerId: number;
    sha256: string;
    /** The lines that the hash says are disputed, in their order. */
    disputed: number[];
  },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  return await step(db, {
    sql: CLOSE,
    args: { folio, providerId, sha256, disputed: disputed.join(), ...signed },
  }, entry);
}

/** Deletes an acta that was never sent. Answers false where there is none such. */
export async function discardActa(
  db: Db,
  of: { folio: string; providerId: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [, gone] = await db.$client.batch([
    { sql: DROP_LINES, args: of },
    { sql: DROP, args: of },
    ...entry.statements,
  ], "write");
  return gone?.rowsAffected === 1;
}

async function step(
  db: Db,
  statement: { sql: string; args: Record<string, string | number> },
  entry: Entry,
): Promise<boolean> {
  const [done] = await db.$client.batch([statement, ...entry.statements], "write");
  return done?.rowsAffected === 1;
}

const CREATE = `
  INSERT INTO actas (folio, provider_id, cutoff_on, state, totals, line_count, difference, created_at,
    continues)
  VALUES (:folio, :providerId, :cutoffOn, 'draft', :totals, :lineCount, :difference, :createdAt,
    :continues)`;
const ADD_LINES = `
  INSERT INTO acta_lines (folio, number, invoice_number, listed_amount, paid_amount, difference,
    "group", reason)
  SELECT :folio, key + 1, value ->> 'invoiceNumber', value ->> 'listedAmount',
    value ->> 'paidAmount', value ->> 'difference', value ->> 'group', value ->> 'reason'
  FROM json_each(:lines)`;

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
const KEEP_DISPUTES = eachLine("is_disputed = value ->> 'isDisputed'", ofOwnState("answered"));

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
