import { sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { leaveDocuments } from "./documents.ts";

/** Removes enrolments whose time is over, with what opens them, their papers and their history. */
export async function sweepEnrolments(db: Db, nowMs: number): Promise<void> {
  const isOver = sql`folio IN (SELECT folio FROM enrolments WHERE expires_at < ${nowMs})`;
  await db.batch([
    ...leaveDocuments(db, isOver, nowMs),
    db.run(sql`DELETE FROM enrolment_keys WHERE ${isOver}`),
    db.run(sql`DELETE FROM enrolment_events WHERE ${isOver}`),
    db.run(sql`DELETE FROM enrolments WHERE expires_at < ${nowMs}`),
  ]);
}
