import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { files } from "./files.ts";

/**
 * One act of loading files, or of undoing such an act. `published_at` is null until its revisions
 * were switched. People are ids of users without a foreign key: who did it must stay on record
 * longer than an account.
 */
export const loads = sqliteTable("loads", {
  id: text("id").primaryKey(),
  /** The year in Bogotá in which it was opened, and its place among the loads of that year. */
  year: integer("year").notNull().default(0),
  number: integer("number").notNull().default(0),
  status: text("status").notNull(),
  source: text("source").notNull(),
  /** Whose load it is: the treasury's, or of those who look after registers (`LoadSubject`). */
  subject: text("subject").notNull().default("payments"),
  startedAt: integer("started_at").notNull(),
  heartbeatAt: integer("heartbeat_at").notNull(),
  /** Which try to judge an uploaded load may write (`stillHeld`); null: none, or it is no upload. */
  heldBy: text("held_by"),
  publishedAt: integer("published_at"),
  report: text("report").notNull(),
  createdBy: integer("created_by"),
  publishedBy: integer("published_by"),
  withoutNotices: integer("without_notices", { mode: "boolean" }).notNull().default(false),
  /** Names of the files, as JSON. */
  files: text("files").notNull().default("[]"),
  /** How far it is, for any process to show. */
  stage: text("stage").notNull().default("done"),
  rowsRead: integer("rows_read").notNull().default(0),
  rowsJudged: integer("rows_judged").notNull().default(0),
  linesStored: integer("lines_stored").notNull().default(0),
  linesTotal: integer("lines_total").notNull().default(0),
  /** Counts and sum of the report, as JSON: a list of loads need not read whole reports. */
  summary: text("summary"),
  /** What whoever publishes looks at (`LoadVerdict`), as JSON. */
  verdict: text("verdict"),
  /** How many publications there were when odd payments were looked for; null: never. */
  oddAsOf: integer("odd_as_of"),
  undoneBy: integer("undone_by"),
  undoneAt: integer("undone_at"),
  /** An undo has no revisions of its own: which load it takes back, and whose revisions it switches. */
  undoesLoadId: text("undoes_load_id").references((): AnySQLiteColumn => loads.id),
  switchesLoadId: text("switches_load_id").references((): AnySQLiteColumn => loads.id),
  /** What an undo did and why (`UndoRecord`), as JSON. */
  undo: text("undo"),
  /** Whether it switches them away; the undo of an undo switches them to current again. */
  isReversal: integer("is_reversal", { mode: "boolean" }).notNull().default(false),
}, (table) => [
  check(
    "loads_status",
    sql`${table.status} IN ('judging', 'waiting', 'published', 'unchanged', 'refused', 'undone')`,
  ),
  check("loads_subject", sql`${table.subject} IN ('payments', 'registers')`),
  check("loads_stage", sql`${table.stage} IN ('reading', 'judging', 'storing', 'done')`),
  uniqueIndex("loads_by_number").on(table.year, table.number),
  index("loads_by_status").on(table.status, table.heartbeatAt),
  index("loads_by_publication").on(table.publishedAt).where(sql`published_at IS NOT NULL`),
  index("loads_by_start").on(table.startedAt, table.id),
  index("loads_of_subject").on(table.subject, table.startedAt, table.id),
  index("loads_by_undone").on(table.undoesLoadId).where(sql`undoes_load_id IS NOT NULL`),
  index("loads_by_switched").on(table.switchesLoadId).where(sql`switches_load_id IS NOT NULL`),
]);

/**
 * What a load writes of a provider, by the names of its columns, and what was stored before; both
 * JSON. `wanted` is null where an undo takes the provider off the list, `previous` where it was not
 * on it (or the load is not published yet).
 */
export const loadProviderChanges = sqliteTable("load_provider_changes", {
  loadId: text("load_id").notNull().references(() => loads.id),
  nit: text("nit").notNull(),
  isNew: integer("is_new", { mode: "boolean" }).notNull(),
  wanted: text("wanted"),
  previous: text("previous"),
}, (table) => [primaryKey({ columns: [table.loadId, table.nit] })]);

/**
 * What a load writes of a place or an affiliate, by kind and code, and what was stored when it was
 * judged; both the whole record as JSON. `wanted` is null where an undo removes it, `previous` where
 * there was none.
 */
export const loadRecordChanges = sqliteTable("load_record_changes", {
  loadId: text("load_id").notNull().references(() => loads.id),
  kind: text("kind").notNull(),
  code: text("code").notNull(),
  wanted: text("wanted"),
  previous: text("previous"),
}, (table) => [primaryKey({ columns: [table.loadId, table.kind, table.code] })]);

/**
 * What whoever judges an uploaded load needs, any process: it is there until the load has ended, so
 * that another process can begin anew where one died.
 */
export const loadUploads = sqliteTable("load_uploads", {
  loadId: text("load_id").primaryKey().references(() => loads.id),
  /** Whether the files bring all affiliates. */
  isWholeRegister: integer("is_whole_register", { mode: "boolean" }).notNull(),
  /** The request and its address, for the event that says how the load ended. */
  requestId: text("request_id").notNull(),
  clientAddress: text("client_address").notNull(),
  /** How many processes have begun to judge it. */
  attempts: integer("attempts").notNull().default(0),
});

/** The files of an uploaded load, in their order. */
export const loadFiles = sqliteTable("load_files", {
  loadId: text("load_id").notNull().references(() => loadUploads.loadId),
  position: integer("position").notNull(),
  fileId: text("file_id").notNull().references(() => files.id),
}, (table) => [primaryKey({ columns: [table.loadId, table.position] })]);
