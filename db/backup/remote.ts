import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import type { Db } from "../client.ts";
import { BackupRefused } from "./contents.ts";

type Statement = { sql: string; args: SQLOutputValue[] };

const ROWS_A_REQUEST = 200;
const BYTES_A_REQUEST = 1_000_000;
const MIGRATIONS = "__drizzle_migrations";

/**
 * Writes a database file into a remote database that is empty. The list of its migrations comes
 * last: as long as it is not there, no portal takes the database for a whole one. Throws BackupRefused
 * where it is not empty.
 */
export async function fillRemote(db: Db, path: string): Promise<void> {
  using source = new DatabaseSync(path, { readOnly: true });
  try {
    const { rows } = await db.$client.execute("SELECT count(*) FROM sqlite_schema");
    if (Number(rows[0]?.[0]) > 0) {
      throw new BackupRefused("la base de datos remota no está vacía: restaure en una nueva");
    }
    const parts = source.prepare(PARTS).all().map(({ type, name, sql }) => ({
      type: String(type),
      name: String(name),
      sql: String(sql),
    }));
    const tables = parts.filter(({ type }) => type === "table");
    await db.$client.migrate(tables.map(({ sql }) => sql));
    for (const { name } of tables.filter((table) => table.name !== MIGRATIONS)) {
      await sendRows(db, source, name);
    }
    for (const { sql } of parts.filter(({ type }) => type !== "table")) {
      await db.$client.migrate([sql]);
    }
    await sendNextNumbers(db, source);
    await sendRows(db, source, MIGRATIONS);
  } finally {
    db.$client.close();
  }
}

const PARTS = `SELECT type, name, sql FROM sqlite_schema
  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid`;

/** `migrate` of the client sends a batch whose rows may name rows that come later. */
async function sendRows(db: Db, source: DatabaseSync, table: string): Promise<void> {
  const columns = source.prepare("SELECT name FROM pragma_table_info(?)").all(table)
    .map(({ name }) => `"${name}"`);
  const places = columns.map(() => "?").join(", ");
  const sql = `INSERT INTO "${table}" (${columns.join(", ")}) VALUES (${places})`;
  let batch: Statement[] = [];
  let bytes = 0;
  const rows = source.prepare(`SELECT ${columns.join(", ")} FROM "${table}"`);
  for (const row of rows.iterate()) {
    const args = Object.values(row);
    batch.push({ sql, args });
    bytes += args.reduce<number>((sum, value) => sum + sizeOf(value), 0);
    if (batch.length < ROWS_A_REQUEST && bytes < BYTES_A_REQUEST) continue;
    await db.$client.migrate(batch);
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) await db.$client.migrate(batch);
}

/** Numbers that are never given again: those of rows that are gone must not come back. */
async function sendNextNumbers(db: Db, source: DatabaseSync): Promise<void> {
  const rows = source.prepare("SELECT name, seq FROM sqlite_sequence").all();
  await db.$client.migrate([
    "DELETE FROM sqlite_sequence",
    ...rows.map(({ name = null, seq = null }) => ({
      sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
      args: [name, seq],
    })),
  ]);
}

function sizeOf(value: SQLOutputValue): number {
  return typeof value === "string" || value instanceof Uint8Array ? value.length : 8;
}
