import type { DatabaseSync } from "node:sqlite";
import { readReleased } from "./released.ts";
import { type Table, tablesOf } from "./tables.ts";

/** The newest migration of the release before this one. */
export const RELEASED = (await readReleased()).at(-1)?.tag ?? "";

/**
 * Why an older release cannot go on beside the newest schema: what it reads is gone, or rows that it
 * writes are refused. `older` has rows of every kind that the older release writes, `newest` none
 * that matter.
 */
export function breaksFor(older: DatabaseSync, newest: DatabaseSync): string[] {
  newest.exec("PRAGMA foreign_keys = OFF");
  const now = new Map(tablesOf(newest).map((table) => [table.name, table]));
  for (const { name } of now.values()) newest.exec(`DELETE FROM "${name}"`);
  const breaks = tablesOf(older).flatMap((table) => {
    const missing = missingOf(table, now.get(table.name));
    return missing.length > 0 ? missing : refusedOf(table, older, newest);
  });
  return [...new Set(breaks)];
}

function missingOf({ name, columns }: Table, now: Table | undefined): string[] {
  if (!now) return [`${name} is gone`];
  const names = now.columns.map((column) => column.name);
  return columns
    .filter((column) => !names.includes(column.name))
    .map((column) => `${name}.${column.name} is gone`);
}

/** Writes what the older release wrote, by the columns that it knows. */
function refusedOf({ name, columns }: Table, older: DatabaseSync, newest: DatabaseSync): string[] {
  const names = columns.map((column) => `"${column.name}"`).join();
  const insert = newest.prepare(
    `INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => "?")})`,
  );
  const refused: string[] = [];
  for (const row of older.prepare(`SELECT ${names} FROM "${name}"`).iterate()) {
    try {
      insert.run(...Object.values(row));
    } catch (error) {
      refused.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return refused;
}
