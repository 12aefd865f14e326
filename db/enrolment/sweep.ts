import { sql } from "drizzle-orm";
import type { Db } from "../client.ts";

/** Removes enrolments that nobody sent in time, with what opens them. */
export async function sweepEnrolments(db: Db, nowMs: number): Promise<void> {
  await db.batch([
    db.run(sql`DELETE FROM enrolment_keys WHERE folio IN
      (SELECT folio FROM enrolments WHERE expires_at < ${nowMs})`),
    db.run(sql`DELETE FROM enrolments WHERE expires_at < ${nowMs}`),
  ]);
}
