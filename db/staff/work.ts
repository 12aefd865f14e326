import { type SQL, sql } from "drizzle-orm";
import { dateInBogota } from "../../domain/dates.ts";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import { FIRST_MAPPING } from "../../domain/reporting/mapping.ts";
import { overdueBefore } from "../../domain/reporting/queue.ts";
import type { OpenWork } from "../../domain/staff/open_work.ts";
import type { Db } from "../client.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What waits for the staff, of loads those of a subject; one round trip. */
export async function countOpenWork(
  db: Db,
  nowMs: number,
  subject: LoadSubject,
): Promise<OpenWork> {
  const answers = await db.batch(countsOf(db, nowMs, subject));
  const [requests = NONE, dataRequests = NONE, inquiries = NONE, ...others] = answers.flat();
  const [cases = NONE, medicines = NONE, loads = NONE, failedMails = NONE, ...agendas] = others;
  const [callbacks = NONE, clashes = NONE, enrolments = NONE, ...last] = agendas;
  const [contacts = NONE, actas = NONE, reports = NONE, troubles = NONE] = last;
  const ofProviders = { requests, dataRequests, inquiries, loads, failedMails, reports };
  return {
    ...ofProviders,
    troubles,
    actas,
    cases,
    medicines,
    callbacks,
    clashes,
    contacts,
    enrolments,
  };
}

/** In the order in which `countOpenWork` names them. */
function countsOf(db: Db, nowMs: number, subject: LoadSubject) {
  const isLate = sql`due_on < ${dateInBogota(nowMs)}`;
  const never = sql`0`;
  const count = (rows: SQL, late: SQL) =>
    db.all<Count>(sql`
      SELECT count(*) AS open, coalesce(sum(${late}), 0) AS late FROM ${rows}`);
  return [
    count(sql`registration_requests WHERE state = 'open'`, isLate),
    count(sql`data_requests WHERE answered_at IS NULL`, isLate),
    count(sql`inquiries WHERE queue_order = 1`, isLate),
    count(sql`attention_cases WHERE queue_order = 1`, sql`due_at < ${nowMs}`),
    count(
      sql`medicine_requests WHERE state IN ('received', 'scheduled') AND due_at >= 0`,
      sql`due_at < ${nowMs}`,
    ),
    count(sql`loads WHERE status = 'waiting' AND subject = ${subject}`, never),
    count(sql`outbox_mails WHERE given_up_at IS NOT NULL`, never),
    count(WAITING_CALLBACKS, sql`promised_on < ${dateInBogota(nowMs)}`),
    count(sql`${CLASHES} AND a.starts_at > ${nowMs}`, never),
    count(sql`enrolments WHERE state = 'sent'`, isLate),
    count(sql`contact_requests WHERE state = 'open'`, isLate),
    count(sql`actas WHERE state = 'sent'`, isLate),
    count(WAITING_REPORTS, sql`happened_on < ${overdueBefore(dateInBogota(nowMs))}`),
    count(sql`troubles WHERE kind = 'error' AND at >= ${nowMs - DAY_MS}`, never),
  ] as const;
}

const NONE = { open: 0, late: 0 };

type Count = OpenWork["loads"];

/** In the order of its index. */
const WAITING_CALLBACKS = sql`callback_requests WHERE answered_at IS NULL AND promised_on > ''`;

/** Since the day that the EPS reports from, by the index of the queue. */
const WAITING_REPORTS = sql`report_queue WHERE happened_on >= coalesce((
  SELECT reports_from FROM report_mappings WHERE version > 0 ORDER BY version DESC LIMIT 1),
  ${FIRST_MAPPING.reportsFrom})`;

const CLASHES = sql`appointments AS a CROSS JOIN slots AS s ON s.id = a.slot_id AND s.is_open = 0
  WHERE a.state = 'booked'`;
