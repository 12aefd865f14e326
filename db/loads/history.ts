import { alias } from "drizzle-orm/sqlite-core";
import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { LoadSubject } from "../../domain/loads/kind.ts";
import {
  type ListedLoad,
  type LoadFar,
  loadNumber,
  type StoredLoad,
} from "../../domain/loads/record.ts";
import { ODD_KINDS, type OddCount, oddWarnings } from "../../domain/loads/odd_payment.ts";
import { emptyReport, type LoadReport, type LoadStatus } from "../../domain/loads/report.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { loads } from "../schema.ts";
import { PUBLICATIONS } from "./odd_questions.ts";

export type { ListedLoad, LoadFar, StoredLoad } from "../../domain/loads/record.ts";

const { report: _report, verdict: _verdict, ...LISTED } = getTableColumns(loads);
/** The load that each undo undoes, and the one that undid a load last. */
const undone = alias(loads, "undone");
const undoing = alias(loads, "undoing");
const LAST_UNDO = sql`${undoing.id} = (SELECT u.id FROM loads AS u
  WHERE u.undoes_load_id = ${loads.id} ORDER BY u.rowid DESC LIMIT 1)`;
const NAME_OF_UNDONE = { year: undone.year, number: undone.number };

/** One page of the loads of a subject, or of all, newest first, and how many there are; one round trip. */
export async function findLoads(
  db: Db,
  { page, perPage = PAGE_SIZE, subject }: {
    page: number;
    perPage?: number;
    subject?: LoadSubject;
  },
): Promise<{ loads: ListedLoad[]; total: number }> {
  const [rows, [count]] = await db.batch([
    listed(db).where(isOf(subject)).orderBy(desc(loads.startedAt), desc(loads.id))
      .limit(perPage).offset((page - 1) * perPage),
    db.select({ total: sql<number>`count(*)` }).from(loads).where(isOf(subject)),
  ]);
  return {
    loads: rows.map(({ load, undone }) => toListedLoad(load, undone)),
    total: count?.total ?? 0,
  };
}

/** The loads that wait for another person, newest first, a page of them at most; one round trip. */
export async function findWaitingLoads(db: Db, subject: LoadSubject): Promise<ListedLoad[]> {
  const rows = await listed(db).where(and(eq(loads.status, "waiting"), isOf(subject)))
    .orderBy(desc(loads.heartbeatAt)).limit(PAGE_SIZE);
  return rows.map(({ load, undone }) => toListedLoad(load, undone));
}

function isOf(subject: LoadSubject | undefined) {
  return subject && eq(loads.subject, subject);
}

function listed(db: Db) {
  return db.select({ load: LISTED, undone: NAME_OF_UNDONE }).from(loads)
    .leftJoin(undone, eq(undone.id, loads.undoesLoadId));
}

const ODD = sql<string>`(SELECT json_group_array(json_object(
    'kind', kind, 'count', count, 'amount', amount)) FROM (
  SELECT kind, count(*) AS count, sum(amount) AS amount FROM load_odd_payments
  WHERE load_id = loads.id GROUP BY kind))`;
const IS_ODD_STALE = sql<number>`loads.odd_as_of IS NOT (${sql.raw(PUBLICATIONS)})`;

/** One load with its report and what to look at before publishing it; one round trip. */
export async function findLoad(db: Db, id: string): Promise<StoredLoad | undefined> {
  const [row] = await db.select({
    load: getTableColumns(loads),
    odd: ODD,
    isOddStale: IS_ODD_STALE,
    undone: NAME_OF_UNDONE,
    undoing: { id: undoing.id, year: undoing.year, number: undoing.number },
  }).from(loads).leftJoin(undone, eq(undone.id, loads.undoesLoadId)).leftJoin(undoing, LAST_UNDO)
    .where(eq(loads.id, id));
  if (!row) return undefined;
  const load = toListedLoad(row.load, row.undone);
  const { number, status } = load;
  const report: LoadReport = { ...emptyReport(load, "judging"), ...JSON.parse(row.load.report) };
  const undoneBy = status === "undone" ? row.undoing : null;
  return {
    ...load,
    report: { ...report, number, status },
    verdict: row.load.verdict === null ? undefined : JSON.parse(row.load.verdict),
    undoneByLoadId: undoneBy && undoneBy.id,
    undoneByNumber: undoneBy && loadNumber(undoneBy.year, undoneBy.number),
    odd: inOrder(JSON.parse(row.odd)),
    isOddStale: row.isOddStale === 1,
  };
}

/**
 * The report of a load of a subject, or of any, for programs and the operator: what looks odd is
 * among its warnings.
 */
export async function findReport(
  db: Db,
  id: string,
  subject?: LoadSubject,
): Promise<LoadReport | undefined> {
  const load = await findLoad(db, id);
  if (!load || (subject && load.subject !== subject)) return undefined;
  const { report, odd } = load;
  return { ...report, warnings: [...report.warnings, ...oddWarnings(odd)] };
}

function inOrder(counts: OddCount[]): OddCount[] {
  return ODD_KINDS.flatMap((kind) => counts.filter((one) => one.kind === kind));
}

type Row = Omit<typeof loads.$inferSelect, "report" | "verdict">;

function toListedLoad(row: Row, undone: { year: number; number: number } | null): ListedLoad {
  const { id, source, withoutNotices, startedAt, createdBy, publishedAt, publishedBy } = row;
  const { undoneAt, undoneBy, undoesLoadId, rowsRead, rowsJudged, linesStored, linesTotal } = row;
  const counts = { rowsRead, rowsJudged, linesStored, linesTotal };
  return {
    id,
    number: loadNumber(row.year, row.number),
    status: toStatus(row.status),
    source,
    subject: row.subject === "registers" ? "registers" : "payments",
    files: JSON.parse(row.files),
    withoutNotices,
    startedAt,
    createdBy,
    publishedAt,
    publishedBy,
    undoneAt,
    undoneBy,
    undoesLoadId,
    undo: row.undo === null ? undefined : JSON.parse(row.undo),
    undoesNumber: undone && loadNumber(undone.year, undone.number),
    progress: { stage: toStage(row.stage), ...counts, heartbeatAt: row.heartbeatAt },
    summary: row.summary === null ? undefined : JSON.parse(row.summary),
  };
}

const STATUSES: LoadStatus[] = [
  "judging",
  "waiting",
  "published",
  "unchanged",
  "refused",
  "undone",
];
const STAGES: LoadFar["stage"][] = ["reading", "judging", "storing", "done"];

function toStatus(text: string): LoadStatus {
  const status = STATUSES.find((known) => known === text);
  if (status === undefined) throw new TypeError(`${text} is no status of a load`);
  return status;
}

function toStage(text: string): LoadFar["stage"] {
  return STAGES.find((known) => known === text) ?? "done";
}
