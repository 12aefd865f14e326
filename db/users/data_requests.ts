import type { AskedByPerson, DataRequest } from "../../domain/users/data_request.ts";
import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { dataRequests, users } from "../schema.ts";

const SHOWN = {
  folio: dataRequests.folio,
  kind: dataRequests.kind,
  text: dataRequests.text,
  createdAt: dataRequests.createdAt,
  dueOn: dataRequests.dueOn,
  answeredAt: dataRequests.answeredAt,
  answer: dataRequests.answer,
};
const MAX_SHOWN = 200;
/** A representative is called as her IPS has her on file. */
const PERSON_NAME = sql<string>`coalesce(nullif(users.name, ''), (
  SELECT p.representative_name FROM memberships AS m JOIN providers AS p ON p.id = m.provider_id
  WHERE m.user_id = users.id AND m.role = 'representante'), '')`;

/** Stores a request, unless the same one is already open: a double click asks once. */
export async function createDataRequest(
  db: Db,
  request: Pick<DataRequest, "folio" | "kind" | "text" | "createdAt" | "dueOn"> & {
    userId: number;
  },
  entry: Entry = NO_ENTRY,
): Promise<void> {
  const { folio, userId, kind, text, createdAt, dueOn } = request;
  const insert = db.run(sql`
    INSERT INTO data_requests (folio, user_id, kind, text, created_at, due_on)
    SELECT ${folio}, ${userId}, ${kind}, ${text}, ${createdAt}, ${dueOn}
    WHERE NOT EXISTS (SELECT 1 FROM data_requests
      WHERE user_id = ${userId} AND kind = ${kind} AND text = ${text} AND answered_at IS NULL)`);
  await db.batch([insert, ...entry.queries]);
}

/** What a person asked, newest first. */
export async function findOwnDataRequests(db: Db, userId: number): Promise<DataRequest[]> {
  return await db.select(SHOWN).from(dataRequests).where(eq(dataRequests.userId, userId))
    .orderBy(desc(dataRequests.createdAt)).limit(MAX_SHOWN);
}

/** The requests that wait for an answer, by due date, and the latest answers; one round trip. */
export async function findDataRequests(
  db: Db,
): Promise<{ open: AskedByPerson[]; answered: AskedByPerson[] }> {
  const shown = { ...SHOWN, userId: dataRequests.userId, personName: PERSON_NAME };
  const [open, answered] = await db.batch([
    db.select(shown).from(dataRequests).innerJoin(users, eq(users.id, dataRequests.userId))
      .where(isNull(dataRequests.answeredAt)).orderBy(asc(dataRequests.dueOn)).limit(MAX_SHOWN),
    db.select(shown).from(dataRequests).innerJoin(users, eq(users.id, dataRequests.userId))
      .where(isNotNull(dataRequests.answeredAt)).orderBy(desc(dataRequests.answeredAt))
      .limit(MAX_SHOWN / 4),
  ]);
  return { open, answered };
}

/** A request that waits for its answer, with whose it is and what she is called. */
export async function findOpenDataRequest(
  db: Db,
  folio: string,
): Promise<Pick<AskedByPerson, "kind" | "userId" | "personName"> | undefined> {
  const [row] = await db.select({
    kind: dataRequests.kind,
    userId: dataRequests.userId,
    personName: PERSON_NAME,
  }).from(dataRequests).innerJoin(users, eq(users.id, dataRequests.userId))
    .where(isOpen(folio));
  return row;
}

export type DataAnswer = {
  folio: string;
  answer: string;
  answeredBy: number;
  answeredAt: number;
  /** The name that is put in the place of the one before, where a correction is accepted. */
  correction?: { before: string; after: string };
};

/**
 * Answers a request once, and changes what it corrects in the same batch: the name of a person, or of
 * the representative as her IPS has it on file. Answers false where it was answered already, or the
 * name is no longer the one that was judged.
 */
export async function answerDataRequest(
  db: Db,
  { folio, answer, answeredBy, answeredAt, correction }: DataAnswer,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const isSame = correction && sql`EXISTS (SELECT 1 FROM users
    WHERE users.id = ${dataRequests.userId} AND ${PERSON_NAME} = ${correction.before})`;
  const isOurs = sql`SELECT user_id FROM data_requests WHERE folio = ${folio}
    AND answered_at = ${answeredAt} AND answered_by = ${answeredBy}`;
  const [answered] = await db.batch([
    db.update(dataRequests).set({ answer, answeredBy, answeredAt })
      .where(and(isOpen(folio), isSame)),
    ...entry.queries,
    db.run(sql`UPDATE users SET name = ${correction?.after ?? ""}
      WHERE ${correction ? 1 : 0} AND kind <> 'representative' AND id IN (${isOurs})`),
    db.run(sql`UPDATE providers SET representative_name = ${correction?.after ?? ""}
      WHERE ${correction ? 1 : 0} AND id IN (SELECT provider_id FROM memberships
        WHERE role = 'representante' AND user_id IN (${isOurs}))`),
  ]);
  return answered.rowsAffected === 1;
}

function isOpen(folio: string) {
  return and(eq(dataRequests.folio, folio), isNull(dataRequests.answeredAt));
}
