import { sql } from "drizzle-orm";
import { type Enrolment, MAX_PEOPLE } from "../../domain/enrolment/enrolment.ts";
import type { Place } from "../../domain/enrolment/path.ts";
import type { Typed } from "../../domain/enrolment/question.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { enrolments } from "../schema.ts";
import { leaveDocuments } from "./documents.ts";
import { IS_EDITABLE } from "./editable.ts";

type NewDraft = {
  folio: string;
  /** Of the browser that begins it: the same secret twice is the same draft. */
  secretSha256: string;
  email: string;
  createdAt: number;
  expiresAt: number;
};

/**
 * Begins a draft, and opens it for the browser. A form that is sent again with another
 * address corrects it. Answers the folio; undefined where the draft is no longer one.
 */
export async function beginDraft(
  db: Db,
  { folio, secretSha256, email, createdAt, expiresAt }: NewDraft,
  entry: Entry = NO_ENTRY,
): Promise<string | undefined> {
  const own = sql`(SELECT folio FROM enrolment_keys WHERE secret_sha256 = ${secretSha256})`;
  const [[known]] = await db.batch([
    db.select({ folio: enrolments.folio, state: enrolments.state }).from(enrolments)
      .where(sql`folio = ${own}`),
    db.run(sql`
      INSERT INTO enrolments (folio, state, email, typed, created_at, expires_at)
      SELECT ${folio}, 'draft', ${email}, ${NOTHING}, ${createdAt}, ${expiresAt}
      WHERE NOT EXISTS (SELECT 1 FROM enrolment_keys WHERE secret_sha256 = ${secretSha256})`),
    ...entry.queries,
    db.run(sql`
      INSERT INTO enrolment_keys (secret_sha256, folio)
      SELECT ${secretSha256}, folio FROM enrolments WHERE folio = ${folio}`),
    // Whoever was written to before, where that was a wrong address, opens it no more.
    db.run(sql`
      DELETE FROM enrolment_keys WHERE folio = ${own} AND secret_sha256 <> ${secretSha256}
        AND EXISTS (SELECT 1 FROM enrolments AS e
          WHERE e.folio = enrolment_keys.folio AND e.state = 'draft' AND e.email <> ${email})`),
    db.run(sql`UPDATE enrolments SET email = ${email} WHERE folio = ${own} AND state = 'draft'`),
  ]);
  return known === undefined ? folio : known.state === "draft" ? known.folio : undefined;
}

/**
 * Stores what was typed into one question; answers whether it could: the enrolment is one that may be
 * changed, and the beneficiary is still on its list.
 */
export async function saveAnswer(
  db: Db,
  { folio }: Pick<Enrolment, "folio">,
  { key, handle }: Place,
  typed: Typed,
): Promise<boolean> {
  const person = handle === undefined ? "$" : `$.people.${handle}`;
  const path = handle === undefined ? `$.holder.${key}` : `${person}.${key}`;
  const { rowsAffected } = await db.run(sql`
    UPDATE enrolments SET typed = json_set(typed, ${path}, json(${JSON.stringify(typed)}))
    WHERE folio = ${folio} AND ${IS_EDITABLE} AND json_type(typed, ${person}) = 'object'`);
  return rowsAffected === 1;
}

/**
 * Adds a beneficiary under a handle that came with the form, so that a double click adds one. The list
 * is then to be said complete again. Answers whether there was room.
 */
export async function addPerson(
  db: Db,
  { folio }: Pick<Enrolment, "folio">,
  handle: string,
): Promise<boolean> {
  const path = `$.people.${handle}`;
  const { rowsAffected } = await db.run(sql`
    UPDATE enrolments
    SET typed = json_remove(json_insert(typed, ${path}, json('{}')), '$.holder.personas')
    WHERE folio = ${folio} AND ${IS_EDITABLE} AND (json_type(typed, ${path}) IS NOT NULL
      OR (SELECT count(*) FROM json_each(typed, '$.people')) < ${MAX_PEOPLE})`);
  return rowsAffected === 1;
}

/** Takes a beneficiary off the list with all that was typed of her, and her papers. */
export async function removePerson(
  db: Db,
  { folio }: Pick<Enrolment, "folio">,
  handle: string,
  nowMs: number,
): Promise<void> {
  const isHers = sql`folio = ${folio} AND person = ${handle} AND EXISTS (
    SELECT 1 FROM enrolments WHERE folio = ${folio} AND ${IS_EDITABLE})`;
  await db.batch([
    db.run(sql`
      UPDATE enrolments SET typed = json_remove(typed, ${`$.people.${handle}`})
      WHERE folio = ${folio} AND ${IS_EDITABLE}`),
    ...leaveDocuments(db, isHers, nowMs),
  ]);
}

/** Opens an enrolment for a link, where folio and address belong together; answers whether they do. */
export async function addLink(
  db: Db,
  { folio, email, linkSha256, nowMs }: {
    folio: string;
    email: string;
    linkSha256: string;
    nowMs: number;
  },
): Promise<boolean> {
  const { rowsAffected } = await db.run(sql`
    INSERT INTO enrolment_keys (secret_sha256, folio)
    SELECT ${linkSha256}, folio FROM enrolments
    WHERE folio = ${folio} AND email = ${email} AND (expires_at IS NULL OR expires_at > ${nowMs})`);
  return rowsAffected === 1;
}

const NOTHING = '{"holder":{},"people":{}}';
