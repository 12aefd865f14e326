import { sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { Enrolment } from "../../domain/enrolment/enrolment.ts";
import type { Signature } from "../../domain/enrolment/signature.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { IS_EDITABLE } from "./editable.ts";

/** Stores who signed, when, from where and what; a later signature replaces it. */
export async function signEnrolment(
  db: Db,
  { folio }: Pick<Enrolment, "folio">,
  { name, at, from, sha256 }: Signature,
): Promise<void> {
  await db.run(sql`
    UPDATE enrolments SET signed_name = ${name}, signed_at = ${at}, signed_from = ${from},
      signed_sha256 = ${sha256}
    WHERE folio = ${folio} AND ${IS_EDITABLE}`);
}

/**
 * Gives an enrolment to the staff, with the mail that says so; answers whether this call did. What was
 * typed and the files must still be those that were judged, so that nothing slips in between.
 */
export async function sendEnrolment(
  db: Db,
  { folio, typed, signature, documents }: Pick<
    Enrolment,
    "folio" | "typed" | "signature" | "documents"
  >,
  { at, dueOn, mail }: { at: number; dueOn: CivilDate; mail: NewMail },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { folio, at: Math.trunc(at), dueOn, sha256: signature?.sha256 ?? "" };
  const files = JSON.stringify(documents.map(({ fileId }) => fileId));
  const [sent] = await db.$client.batch([
    { sql: SEND, args: { ...args, typed: JSON.stringify(typed), files } },
    ...entry.statements,
    { sql: NOTE, args: { folio, at: args.at } },
    ...enqueueStatements([mail], at, { ifChanged: true }),
  ], "write");
  return sent?.rowsAffected === 1;
}

const SEND = `
  UPDATE enrolments SET state = 'sent', due_on = :dueOn, expires_at = NULL
  WHERE folio = :folio AND state IN ('draft', 'returned') AND signed_sha256 = :sha256
    AND json(typed) = json(:typed)
    AND (SELECT count(*) FROM enrolment_documents WHERE folio = :folio) = json_array_length(:files)
    AND NOT EXISTS (
      SELECT 1 FROM enrolment_documents
      WHERE folio = :folio AND file_id NOT IN (SELECT value FROM json_each(:files)))`;

/** Once a sending: a second click finds the state changed and writes nothing. */
const NOTE = `
  INSERT INTO enrolment_events (folio, state, text, at, user_id)
  SELECT folio, 'sent', '', :at, NULL FROM enrolments
  WHERE folio = :folio AND state = 'sent' AND changes() > 0`;
