import { DatabaseSync } from "node:sqlite";
import type { Move } from "./moves.ts";
import { type Table, tablesOf } from "./tables.ts";

/** What an upgrade left: the schema, and what is wrong with the rows, nothing where all is well. */
export type Upgraded = { schema: string[]; damage: unknown[]; gone: string[]; lost: string[] };

/**
 * Compares a database with its copy from before an upgrade. `gone` are tables and columns that it no
 * longer has; `lost` are tables whose rows from before are not all there with the values of then, and
 * what the moves say where it did not arrive whole.
 */
export function compareUpgraded(path: string, before: string, moves: Move[]): Upgraded {
  using database = new DatabaseSync(path);
  database.prepare("ATTACH ? AS before").run(before);
  using old = new DatabaseSync(before, { readOnly: true });
  const now = new Map(tablesOf(database).map((table) => [table.name, table]));
  const [gone, lost] = [new Array<string>(), new Array<string>()];
  for (const table of tablesOf(old)) {
    const { kept, missing } = columnsOf(table, now.get(table.name));
    gone.push(...missing);
    if (kept === "") continue;
    const [from, to] = [`before."${table.name}"`, `main."${table.name}"`];
    if (isLess(database, `SELECT ${kept} FROM ${from}`, `SELECT ${kept} FROM ${to}`)) {
      lost.push(table.name);
    }
  }
  for (const move of moves.filter((one) => one.gone.some((name) => gone.includes(name)))) {
    if (isLess(database, move.before, move.now)) lost.push(...move.gone);
  }
  return { schema: schemaOf(database), damage: damageOf(database), gone, lost };
}

/** Every table, index and trigger of a database. */
export function schemaOf(database: DatabaseSync): string[] {
  const sql = "SELECT type, name, sql FROM main.sqlite_schema ORDER BY type, name";
  return database.prepare(sql).all().map(({ type, name, sql }) => `${type} ${name} ${sql}`);
}

function columnsOf(before: Table, now: Table | undefined): { kept: string; missing: string[] } {
  if (!now) return { kept: "", missing: [before.name] };
  const names = before.columns.map(({ name }) => name);
  const isKept = (name: string) => now.columns.some((column) => column.name === name);
  return {
    kept: names.filter(isKept).map((name) => `"${name}"`).join(),
    missing: names.filter((name) => !isKept(name)).map((name) => `${before.name}.${name}`),
  };
}

/** Whether rows of before are not among those of now, or there are fewer. */
function isLess(database: DatabaseSync, before: string, now: string): boolean {
  const { lost, left } = database.prepare(
    `SELECT (SELECT count(*) FROM (${before} EXCEPT ${now})) AS lost,
       (SELECT count(*) FROM (${now})) - (SELECT count(*) FROM (${before})) AS left`,
  ).get() ?? {};
  return Number(lost) > 0 || Number(left) < 0;
}

function damageOf(database: DatabaseSync): unknown[] {
  const integrity = database.prepare("PRAGMA main.integrity_check").all();
  return [
    ...integrity.filter(({ integrity_check: found }) => found !== "ok"),
    ...database.prepare("PRAGMA main.foreign_key_check").all(),
  ];
}
