import { sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import type { OpenWork } from "../../domain/staff/open_work.ts";
import type { Db } from "../client.ts";

/** What waits for the staff, of loads those of a subject; one round trip. */
export async function countOpenWork(
  db: Db,
  today: CivilDate,
  subject: LoadSubject,
): Promise<OpenWork> {
  const [[requests], [dataRequests], [inquiries], [loads], [failedMails]] = await db.batch([
    db.all<Count>(sql`
      SELECT count(*) AS open, coalesce(sum(due_on < ${today}), 0) AS late
      FROM registration_requests WHERE state = 'open'`),
    db.all<Count>(sql`
      SELECT count(*) AS open, coalesce(sum(due_on < ${today}), 0) AS late
      FROM data_requests WHERE answered_at IS NULL`),
    db.all<Count>(sql`
      SELECT count(*) AS open, coalesce(sum(due_on < ${today}), 0) AS late
      FROM inquiries WHERE queue_order = 1`),
    db.all<Count>(sql`
      SELECT count(*) AS open, 0 AS late FROM loads
      WHERE status = 'waiting' AND subject = ${subject}`),
    db.all<Count>(sql`
      SELECT count(*) AS open, 0 AS late FROM outbox_mails WHERE given_up_at IS NOT NULL`),
  ]);
  const none = { open: 0, late: 0 };
  return {
    requests: requests ?? none,
    dataRequests: dataRequests ?? none,
    inquiries: inquiries ?? none,
    loads: loads ?? none,
    failedMails: failedMails ?? none,
  };
}

type Count = OpenWork["loads"];
