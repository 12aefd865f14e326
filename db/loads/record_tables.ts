import type { RecordKind } from "../../domain/loaded_record.ts";
import { PLACE_KEYS, PLACE_KINDS } from "../../domain/places/place.ts";
import { AGENDAS_TABLE, FOLLOW_AGENDAS } from "../appointments/loaded.ts";
import { AFFILIATES_TABLE } from "../affiliates/loaded.ts";
import { MEDICINES_TABLE } from "../medicines/loaded.ts";
import { snakeCase } from "../snake_case.ts";

/*
 * The SQL by which changes of records (`load_record_changes`) reach the tables of their kinds. Each
 * statement is one for all changes of a load, whatever their number; its argument is the load, `:id`.
 */

/** A table of records; `key` says what its key is, in terms of a change `c`. */
type RecordTable = {
  name: string;
  kinds: readonly RecordKind[];
  key: Record<string, string>;
  properties: readonly string[];
  /** A column that no file brings and that stays a record's own when it is removed and put back. */
  lasting?: { column: string; ofNew: string };
};

const TABLES: RecordTable[] = [
  {
    name: "loaded_places",
    kinds: PLACE_KINDS,
    key: { kind: "c.kind", code: "c.code" },
    properties: PLACE_KEYS,
  },
  AFFILIATES_TABLE,
  MEDICINES_TABLE,
  AGENDAS_TABLE,
];

/** Writes what a load wants, or makes its batch fail where a record changed since it was judged. */
export const APPLY_RECORDS: string[] = [
  ...TABLES.flatMap((table) => [guard(table), write(table), remove(table)]),
  ...FOLLOW_AGENDAS,
];

/** The first records, `:limit` of them, that are no longer as the load left them, and how many. */
export const TOUCHED_RECORDS = `SELECT kind, code, count(*) OVER () AS total
  FROM (${TABLES.map(touched).join(" UNION ALL ")}) LIMIT :limit`;

/** The changes of the load `:undone` the other way round, as changes of the load `:id`. */
export const TURN_RECORDS = `
  INSERT INTO load_record_changes (load_id, kind, code, wanted, previous)
  ${TABLES.map(turned).join(" UNION ALL ")}`;

function turned(table: RecordTable): string {
  const { lasting } = table;
  const previous = lasting
    ? `json_set(c.wanted, '$.${lasting.column}', p.${lasting.column})`
    : "c.wanted";
  return `SELECT :id, c.kind, c.code, c.previous, ${previous}
    FROM ${stored(table)} WHERE ${ofTable(table, ":undone")}`;
}

function ofTable({ kinds }: RecordTable, load = ":id"): string {
  return `c.load_id = ${load} AND c.kind IN (${kinds.map((kind) => `'${kind}'`).join(", ")})`;
}

function stored({ name, key }: RecordTable): string {
  const isSame = Object.entries(key).map(([column, value]) => `p.${column} = ${value}`);
  return `load_record_changes AS c LEFT JOIN ${name} AS p ON ${isSame.join(" AND ")}`;
}

/** Whether the record `p` is not as a change says, `previous` or `wanted`. */
function differs({ key, properties }: RecordTable, side: "previous" | "wanted"): string {
  const [first] = Object.keys(key);
  const same = properties.map((one) => `p.${snakeCase(one)} IS c.${side} ->> '${one}'`);
  return `NOT CASE WHEN c.${side} IS NULL THEN p.${first} IS NULL
    ELSE p.${first} IS NOT NULL AND ${same.join(" AND ")} END`;
}

/** Violates NOT NULL where a record is no longer as it was when the change was planned. */
function guard(table: RecordTable): string {
  return `UPDATE loads SET status = CASE WHEN NOT EXISTS
      (SELECT 1 FROM ${stored(table)} WHERE ${ofTable(table)} AND ${differs(table, "previous")})
      THEN status END
    WHERE id = :id`;
}

function touched(table: RecordTable): string {
  return `SELECT c.kind, c.code FROM ${stored(table)}
    WHERE ${ofTable(table)} AND ${differs(table, "wanted")}`;
}

function write(table: RecordTable): string {
  const { name, key, properties, lasting } = table;
  const columns = properties.map(snakeCase);
  const values = properties.map((one) => `c.wanted ->> '${one}'`);
  const [own, ofBefore] = lasting
    ? [[lasting.column], [`coalesce(c.wanted ->> '${lasting.column}', ${lasting.ofNew})`]]
    : [[], []];
  return `INSERT INTO ${name} (${[...own, ...Object.keys(key), ...columns].join(", ")})
    SELECT ${[...ofBefore, ...Object.values(key), ...values].join(", ")}
    FROM load_record_changes AS c WHERE ${ofTable(table)} AND c.wanted IS NOT NULL
    ON CONFLICT (${Object.keys(key).join(", ")}) DO UPDATE SET
      ${columns.map((column) => `${column} = excluded.${column}`).join(", ")}`;
}

function remove(table: RecordTable): string {
  const { name, key } = table;
  return `DELETE FROM ${name} WHERE (${Object.keys(key).join(", ")}) IN
    (SELECT ${Object.values(key).join(", ")} FROM load_record_changes AS c
      WHERE ${ofTable(table)} AND c.wanted IS NULL)`;
}
