import { sql } from "drizzle-orm";
import type { JudgedFiles } from "../../domain/loads/files.ts";
import type { Findings } from "../../domain/loads/findings.ts";
import { KIND_NAMES } from "../../domain/loads/kind.ts";
import { type LoadRefusal, recordsTouchedLater } from "../../domain/loads/outcome.ts";
import { type Finding, noCounts, type RecordCounts } from "../../domain/loads/report.ts";
import type { Table } from "../../domain/loads/cell.ts";
import {
  changeOfRecord,
  RECORD_KINDS,
  type RecordChange,
  type RecordDetails,
  recordKey,
  type RecordKind,
  type RecordName,
  type UndoneRecords,
  undoneRecords,
} from "../../domain/loaded_record.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { formulaOfMedicine } from "../../domain/medicines/pending.ts";
import { PLACE_KINDS } from "../../domain/places/place.ts";
import {
  askUndoneAgendas,
  judgeAgendas,
  warnOfUndoneAgendas,
} from "../appointments/agenda_plan.ts";
import { askAgendas, toLoadedAgenda } from "../appointments/loaded.ts";
import { chunks } from "../chunks.ts";
import type { Db } from "../client.ts";
import { endAccessOfMoved } from "../affiliates/new_address.ts";
import { askMedicines, toLoadedMedicine } from "../medicines/loaded.ts";
import { loadedPlaces } from "../schema.ts";
import { type HeldBy, stillHeld } from "./progress.ts";
import { APPLY_RECORDS, TOUCHED_RECORDS, TURN_RECORDS } from "./record_tables.ts";

/*
 * What loads write of places, affiliates, medicines and agendas. A change stores the whole record
 * before and after it: publishing and undoing fail as a whole where the record is no longer as it was
 * before, and an undo is the same change the other way round.
 */

const MAX_NAMED = 20;
const COMPARED_A_TRIP = 5000;
const STORED_A_TRIP = 2000;

export type RecordPlan = { changes: RecordChange[]; counts: RecordCounts };
type ReadRecord = RecordName & { details: RecordDetails; table: Table };

/**
 * What the records of the files change, affiliates apart, which are compared while they are read,
 * and in `findings` what is wrong with agendas beside each other; one round trip for some thousands
 * of records.
 */
export async function planRecords(
  db: Db,
  files: JudgedFiles,
  findings: Findings,
): Promise<RecordPlan> {
  const plan: RecordPlan = { changes: [], counts: {} };
  for (const some of chunks(recordsOf(files), COMPARED_A_TRIP)) {
    const stored = await findRecords(db, some);
    for (const one of some) planRecord(plan, one, stored.get(recordKey(one)));
    await letOthersRun();
  }
  const removals = await judgeAgendas(db, files, { changes: plan.changes, findings });
  if (plan.counts.agendas) plan.counts.agendas.changed += removals.length;
  plan.changes.push(...removals);
  return plan;
}

function* recordsOf(files: JudgedFiles): Generator<ReadRecord> {
  const { places, medicines, agendas } = files;
  for (const { record: { kind, code, ...details }, table } of places.values()) {
    yield { kind, code, details, table };
  }
  for (const { record, table } of medicines.values()) {
    yield { kind: "medicines", ...record, table };
  }
  for (const { record, table } of agendas.values()) yield { kind: "agendas", ...record, table };
}

function planRecord(plan: RecordPlan, one: ReadRecord, before: RecordDetails | undefined): void {
  const isWhole = one.kind === "agendas";
  const change = changeOfRecord(one, before, (key) => isWhole || one.table.places.has(key));
  const counts = plan.counts[one.kind] ??= noCounts();
  counts[!before ? "new" : change ? "changed" : "unchanged"]++;
  if (change) plan.changes.push(change);
}

async function findRecords(db: Db, names: RecordName[]): Promise<Map<string, RecordDetails>> {
  const ofKind = Map.groupBy(names, ({ kind }) => kind);
  const codes = (kind: RecordKind) =>
    JSON.stringify(ofKind.get(kind)?.map(({ code }) => code) ?? []);
  const keys = JSON.stringify(
    PLACE_KINDS.flatMap((kind) => ofKind.get(kind) ?? []).map(({ kind, code }) => [kind, code]),
  );
  const [places, medicines, agendas] = await db.batch([
    db.select().from(loadedPlaces).where(sql`(kind, code) IN
      (SELECT value ->> 0, value ->> 1 FROM json_each(${keys}))`),
    askMedicines(db, codes("medicines")),
    askAgendas(db, codes("agendas")),
  ]);
  const named = (kind: RecordKind) => (one: { code: string; details: RecordDetails }) =>
    [recordKey({ kind, code: one.code }), one.details] as const;
  return new Map<string, RecordDetails>([
    ...places.map(({ kind, code, ...details }) => named(kind)({ code, details })),
    ...medicines.map(toLoadedMedicine).map(named("medicines")),
    ...agendas.map(toLoadedAgenda).map(named("agendas")),
  ]);
}

/** Stores what publishing a load would write of records; no statement where that is nothing. */
export async function stageRecordChanges(
  db: Db,
  id: string,
  changes: RecordChange[],
  { now, heldBy = null }: { now: () => number; heldBy?: HeldBy },
): Promise<void> {
  for (const some of chunks(changes, STORED_A_TRIP)) {
    const keep = { sql: KEEP, args: { id, rows: JSON.stringify(some) } };
    await db.$client.batch([stillHeld(id, heldBy, now()), keep], "write");
    await letOthersRun();
  }
}

/**
 * The statements that write what the load `id` stored of records, or make their batch fail. The access
 * of affiliates whose address changes ends.
 */
export function applyRecordChanges(id: string, nowMs: number) {
  return [...APPLY_RECORDS.map((sql) => ({ sql, args: { id } })), ...endAccessOfMoved(id, nowMs)];
}

/** The statements with which the load `id` takes back what the load `undone` wrote of records. */
export function undoRecordChanges(id: string, undone: string, nowMs: number) {
  return [{ sql: TURN_RECORDS, args: { id, undone } }, ...applyRecordChanges(id, nowMs)];
}

/** The questions of `judgeRecordUndo` about the load `id`. */
export function askRecordUndo(id: string) {
  return [
    { sql: WRITTEN, args: { id } },
    { sql: TOUCHED_RECORDS, args: { id, limit: MAX_NAMED } },
    ...askUndoneAgendas(id),
  ];
}

type Rows = Record<string, unknown>[];

/** How many records an undo changes, with its warnings, or that a later load touched them. */
export function judgeRecordUndo(
  [written = [], touched = [], ...agendas]: Rows[],
): { effect: UndoneRecords; warnings: Finding[] } | LoadRefusal {
  const [first] = touched;
  if (first) return recordsTouchedLater(touched.map(nameOf), Number(first.total));
  const ofKind = new Map(written.map(({ kind, count }) => [String(kind), Number(count)]));
  return { effect: undoneRecords(ofKind), warnings: warnOfUndoneAgendas(agendas) };
}

const WRITTEN = `
  SELECT kind, count(*) AS count FROM load_record_changes WHERE load_id = :id GROUP BY kind`;

const KEEP = `
  INSERT INTO load_record_changes (load_id, kind, code, wanted, previous)
  SELECT :id, value ->> 'kind', value ->> 'code', value ->> 'wanted', value ->> 'previous'
  FROM json_each(:rows)`;

function nameOf(row: Record<string, unknown>): string {
  const kind = RECORD_KINDS.find((one) => one === row.kind);
  const code = String(row.code);
  return `${kind ? KIND_NAMES[kind] : ""} ${kind === "medicines" ? formulaOfMedicine(code) : code}`
    .trim();
}
