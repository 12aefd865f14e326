import type { JudgedFiles } from "../../domain/loads/files.ts";
import { KIND_NAMES } from "../../domain/loads/kind.ts";
import { type LoadRefusal, placesTouchedLater } from "../../domain/loads/outcome.ts";
import { noCounts, type PlaceCounts } from "../../domain/loads/report.ts";
import {
  changeOfPlace,
  PLACE_KEYS,
  PLACE_KINDS,
  type PlaceChange,
  type PlaceDetails,
  placeKey,
} from "../../domain/place.ts";
import { sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { loadedPlaces } from "../schema.ts";
import { snakeCase } from "../snake_case.ts";

/*
 * What loads write of offices, delivery points and sites. A change stores the whole place before and
 * after it: publishing and undoing fail as a whole where the place is no longer as it was before, and
 * an undo is the same change the other way round.
 */

const MAX_NAMED = 20;

export type PlacePlan = { changes: PlaceChange[]; counts: PlaceCounts };

/** What the places of the files change; one round trip where there are any. */
export async function planPlaces(db: Db, files: JudgedFiles): Promise<PlacePlan> {
  const plan: PlacePlan = { changes: [], counts: {} };
  if (files.places.size === 0) return plan;
  const stored = await findPlaces(db, files);
  for (const [key, { record, table }] of files.places) {
    const before = stored.get(key);
    const change = changeOfPlace(record, before, (column) => table.places.has(column));
    const counts = plan.counts[record.kind] ??= noCounts();
    counts[!before ? "new" : change ? "changed" : "unchanged"]++;
    if (change) plan.changes.push(change);
  }
  return plan;
}

async function findPlaces(db: Db, files: JudgedFiles): Promise<Map<string, PlaceDetails>> {
  const keys = files.places.values().map(({ record }) => [record.kind, record.code]).toArray();
  const rows = await db.select().from(loadedPlaces).where(sql`(kind, code) IN
    (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(keys)}))`);
  return new Map(rows.map(({ kind, code, ...details }) => [placeKey({ kind, code }), details]));
}

/** Stores what publishing a load would write of places; sends no statement where that is nothing. */
export async function stagePlaceChanges(db: Db, id: string, changes: PlaceChange[]): Promise<void> {
  if (changes.length === 0) return;
  await db.$client.execute({ sql: KEEP, args: { id, rows: JSON.stringify(changes) } });
}

/** The statements that write what the load `id` stored of places, or make their batch fail. */
export function applyPlaceChanges(id: string) {
  return [GUARD, WRITE, REMOVE].map((sql) => ({ sql, args: { id } }));
}

/** The statements with which the load `id` takes back what the load `undone` wrote of places. */
export function undoPlaceChanges(id: string, undone: string) {
  return [{ sql: TURN, args: { id, undone } }, ...applyPlaceChanges(id)];
}

/** The question of `judgePlaceUndo` about the load `id`. */
export function askPlaceUndo(id: string) {
  return { sql: TOUCHED, args: { id } };
}

/** How many places an undo changes, or that a later load touched them; `rows` answer the question. */
export function judgePlaceUndo(rows: Record<string, unknown>[]): number | LoadRefusal {
  const touched = rows.filter(({ is_touched }) => Number(is_touched) === 1);
  if (touched.length === 0) return rows.length;
  return placesTouchedLater(touched.slice(0, MAX_NAMED).map(nameOf), touched.length);
}

const KEEP = `
  INSERT INTO load_place_changes (load_id, kind, code, wanted, previous)
  SELECT :id, value ->> 'kind', value ->> 'code', value ->> 'wanted', value ->> 'previous'
  FROM json_each(:rows)`;

const TURN = `
  INSERT INTO load_place_changes (load_id, kind, code, wanted, previous)
  SELECT :id, kind, code, previous, wanted FROM load_place_changes WHERE load_id = :undone`;

const STORED = `load_place_changes AS c LEFT JOIN loaded_places AS p
  ON p.kind = c.kind AND p.code = c.code`;

/** Whether the place `p` is not as a change says, `previous` or `wanted`. */
function differs(side: "previous" | "wanted"): string {
  const same = PLACE_KEYS.map((key) => `p.${snakeCase(key)} IS c.${side} ->> '${key}'`);
  return `NOT CASE WHEN c.${side} IS NULL THEN p.code IS NULL
    ELSE p.code IS NOT NULL AND ${same.join(" AND ")} END`;
}

/** Violates NOT NULL where a place is no longer as it was when the change was planned. */
const GUARD = `
  UPDATE loads SET status = CASE WHEN NOT EXISTS
    (SELECT 1 FROM ${STORED} WHERE c.load_id = :id AND ${differs("previous")}) THEN status END
  WHERE id = :id`;

const TOUCHED = `
  SELECT c.kind, c.code, ${differs("wanted")} AS is_touched FROM ${STORED}
  WHERE c.load_id = :id ORDER BY c.kind, c.code`;

const COLUMNS = PLACE_KEYS.map(snakeCase);

const WRITE = `
  INSERT INTO loaded_places (kind, code, ${COLUMNS.join(", ")})
  SELECT kind, code, ${PLACE_KEYS.map((key) => `wanted ->> '${key}'`).join(", ")}
  FROM load_place_changes WHERE load_id = :id AND wanted IS NOT NULL
  ON CONFLICT (kind, code) DO UPDATE SET
    ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}`;

const REMOVE = `
  DELETE FROM loaded_places WHERE (kind, code) IN
    (SELECT kind, code FROM load_place_changes WHERE load_id = :id AND wanted IS NULL)`;

function nameOf(row: Record<string, unknown>): string {
  const kind = PLACE_KINDS.find((one) => one === row.kind);
  return `${kind ? KIND_NAMES[kind] : ""} ${row.code}`.trim();
}
