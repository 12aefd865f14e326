import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { ListedLoad, LoadFar, StoredLoad } from "../../domain/loads/record.ts";
import { emptyReport, type LoadReport, type LoadStatus } from "../../domain/loads/report.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { loads } from "../schema.ts";

export type { ListedLoad, LoadFar, StoredLoad } from "../../domain/loads/record.ts";

const { report: _report, verdict: _verdict, ...LISTED } = getTableColumns(loads);
const UNDONE_BY = sql<string | null>`(SELECT u.id FROM loads AS u
  WHERE u.undoes_load_id = loads.id ORDER BY u.rowid DESC LIMIT 1)`;

/** One page of all loads, newest first, and how many there are; one round trip. */
export async function findLoads(
  db: Db,
  { page, perPage = PAGE_SIZE }: { page: number; perPage?: number },
): Promise<{ loads: ListedLoad[]; total: number }> {
  const [rows, [count]] = await db.batch([
    db.select(LISTED).from(loads).orderBy(desc(loads.startedAt), desc(loads.id))
      .limit(perPage).offset((page - 1) * perPage),
    db.select({ total: sql<number>`count(*)` }).from(loads),
  ]);
  return { loads: rows.map(toListedLoad), total: count?.total ?? 0 };
}

/** The loads that wait for another person, newest first, a page of them at most; one round trip. */
export async function findWaitingLoads(db: Db): Promise<ListedLoad[]> {
  const rows = await db.select(LISTED).from(loads).where(sql`status = 'waiting'`)
    .orderBy(desc(loads.heartbeatAt)).limit(PAGE_SIZE);
  return rows.map(toListedLoad);
}

/** One load with its report and what to look at before publishing it; one round trip. */
export async function findLoad(db: Db, id: string): Promise<StoredLoad | undefined> {
  const [row] = await db.select({ ...getTableColumns(loads), undoneByLoadId: UNDONE_BY })
    .from(loads).where(eq(loads.id, id));
  if (!row) return undefined;
  const listed = toListedLoad(row);
  const report: LoadReport = { ...emptyReport(id, "judging"), ...JSON.parse(row.report) };
  return {
    ...listed,
    report: { ...report, status: listed.status },
    verdict: row.verdict === null ? undefined : JSON.parse(row.verdict),
    undoneByLoadId: listed.status === "undone" ? row.undoneByLoadId : null,
  };
}

type Row = Omit<typeof loads.$inferSelect, "report" | "verdict">;

function toListedLoad(row: Row): ListedLoad {
  const { id, source, withoutNotices, startedAt, createdBy, publishedAt, publishedBy } = row;
  const { undoneAt, undoneBy, undoesLoadId, rowsRead, rowsJudged, linesStored, linesTotal } = row;
  const counts = { rowsRead, rowsJudged, linesStored, linesTotal };
  return {
    id,
    status: toStatus(row.status),
    source,
    files: JSON.parse(row.files),
    withoutNotices,
    startedAt,
    createdBy,
    publishedAt,
    publishedBy,
    undoneAt,
    undoneBy,
    undoesLoadId,
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
