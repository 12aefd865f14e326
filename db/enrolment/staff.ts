import { and, asc, eq, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { Decision } from "../../domain/enrolment/decision.ts";
import type { Enrolment, EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import type { ListedEnrolment } from "../../domain/enrolment/listed.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { enrolments } from "../schema.ts";

/** The files that approved requests have left in, newest first, and how many wait for the next. */
export type Exports = { waiting: number; files: { at: number; count: number }[] };

/** A page of the requests of a state, those due first on top, with the files; one round trip. */
export async function findEnrolmentQueue(
  db: Db,
  state: EnrolmentState,
  page: number,
): Promise<{ enrolments: ListedEnrolment[]; count: number; exports: Exports }> {
  const isOfState = eq(enrolments.state, state);
  const [found, [counted], [waiting], files] = await db.batch([
    db.select(LISTED).from(enrolments).where(isOfState)
      .orderBy(asc(enrolments.dueOn), asc(enrolments.folio))
      .limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE),
    db.select({ count: sql<number>`count(*)` }).from(enrolments).where(isOfState),
    db.select({ count: sql<number>`count(*)` }).from(enrolments)
      .where(and(IS_APPROVED, sql`exported_at IS NULL`)),
    db.all<Exports["files"][number]>(sql`
      SELECT exported_at AS at, count(*) AS count FROM enrolments INDEXED BY enrolments_exported
      WHERE state = 'approved' AND exported_at IS NOT NULL
      GROUP BY exported_at ORDER BY exported_at DESC LIMIT ${MAX_FILES}`),
  ]);
  const exports = { waiting: waiting?.count ?? 0, files };
  return { enrolments: found, count: counted?.count ?? 0, exports };
}

/**
 * Decides on a request that waits, and tells the applicant that there is an answer; answers whether
 * it waited. What was decided is removed at `expiresAt`; what was returned may be sent again till then.
 */
export async function decideEnrolment(
  db: Db,
  { folio }: Pick<Enrolment, "folio">,
  { state, text, approval }: Decision,
  { at, by, expiresAt, mail }: { at: number; by: number; expiresAt: number; mail: NewMail },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { folio, state, at: Math.trunc(at) };
  const { daneCode = null, affiliatedOn = null } = approval ?? {};
  const [decided] = await db.$client.batch([
    {
      sql: DECIDE,
      args: { folio, state, daneCode, affiliatedOn, expiresAt: Math.trunc(expiresAt) },
    },
    ...entry.statements,
    { sql: NOTE, args: { ...args, text, by } },
    ...enqueueStatements([mail], at, { ifChanged: true }),
  ], "write");
  return decided?.rowsAffected === 1;
}

/** Marks the approved requests that have left in no file yet, as of one file; answers whether there were any. */
export async function exportApproved(
  db: Db,
  at: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [marked] = await db.batch([
    db.update(enrolments).set({ exportedAt: Math.trunc(at) })
      .where(and(IS_APPROVED, sql`exported_at IS NULL`)),
    ...entry.queries,
  ]);
  return marked.rowsAffected > 0;
}

/** The requests of one file, in the order of their radicados. */
export async function findExported(db: Db, at: number): Promise<ExportedEnrolment[]> {
  const rows = await db.select({
    email: enrolments.email,
    typed: enrolments.typed,
    daneCode: sql<string>`dane_code`,
    affiliatedOn: sql<CivilDate>`affiliated_on`,
  }).from(enrolments).where(and(IS_APPROVED, eq(enrolments.exportedAt, at)))
    .orderBy(asc(enrolments.folio));
  return rows;
}

/** As stored: `typed` is JSON. */
type ExportedEnrolment = {
  email: string;
  typed: string;
  daneCode: string;
  affiliatedOn: CivilDate;
};

const MAX_FILES = 50;
/** Written as in the index `enrolments_exported`. */
const IS_APPROVED = sql`state = 'approved'`;
const LISTED = {
  folio: enrolments.folio,
  state: enrolments.state,
  dueOn: enrolments.dueOn,
  firstName: sql<string | null>`typed ->> '$.holder.nombre.primerNombre'`,
  firstSurname: sql<string | null>`typed ->> '$.holder.nombre.primerApellido'`,
  reason: sql<string | null>`typed ->> '$.holder.motivo.motivo'`,
  people: sql<number>`(SELECT count(*) FROM json_each(typed, '$.people'))`,
};

const DECIDE = `
  UPDATE enrolments SET state = :state, dane_code = :daneCode, affiliated_on = :affiliatedOn,
    expires_at = :expiresAt
  WHERE folio = :folio AND state = 'sent'`;
const NOTE = `
  INSERT INTO enrolment_events (folio, state, text, at, user_id)
  SELECT :folio, :state, :text, :at, :by WHERE changes() > 0`;
