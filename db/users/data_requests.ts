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
  const shown = { ...SHOWN, userId: dataRequests.userId, personName: users.name };
  const [open, answered] = await db.batch([
    db.select(shown).from(dataRequests).innerJoin(users, eq(users.id, dataRequests.userId))
      .where(isNull(dataRequests.answeredAt)).orderBy(asc(dataRequests.dueOn)).limit(MAX_SHOWN),
    db.select(shown).from(dataRequests).innerJoin(users, eq(users.id, dataRequests.userId))
      .where(isNotNull(dataRequests.answeredAt)).orderBy(desc(dataRequests.answeredAt))
      .limit(MAX_SHOWN / 4),
  ]);
  return { open, answered };
}

/** Answers a request once; answers whose it was, undefined where it was answered already. */
export async function answerDataRequest(
  db: Db,
  { folio, answer, answeredBy, answeredAt }: {
    folio: string;
    answer: string;
    answeredBy: number;
    answeredAt: number;
  },
): Promise<number | undefined> {
  const [row] = await db.update(dataRequests).set({ answer, answeredBy, answeredAt })
    .where(and(eq(dataRequests.folio, folio), isNull(dataRequests.answeredAt)))
    .returning({ userId: dataRequests.userId });
  return row?.userId;
}
