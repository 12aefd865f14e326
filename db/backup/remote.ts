import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import type { Db } from "../client.ts";
import { BackupRefused } from "./contents.ts";

const CHARACTERS_A_REQUEST = 1_000_000;
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

/**
 * `migrate` of the client sends a batch whose rows may name rows that come later. All rows of a
 * request are one value: the server takes half the time that it takes for a statement each.
 */
async function sendRows(db: Db, source: DatabaseSync, table: string): Promise<void> {
  const columns = source.prepare("SELECT name, type FROM pragma_table_info(?)").all(table);
  const names = columns.map(({ name }) => `"${name}"`);
  const cells = columns.map(({ type }, index) =>
    String(type).toLowerCase() === "blob" ? `unhex(value ->> ${index})` : `value ->> ${index}`
  );
  const sql = `INSERT INTO "${table}" (${names}) SELECT ${cells} FROM json_each(?)`;
  const send = async (rows: string[]) => await db.$client.migrate([{ sql, args: [`[${rows}]`] }]);
  let rows: string[] = [];
  let length = 0;
  for (const row of source.prepare(`SELECT ${names} FROM "${table}"`).iterate()) {
    const text = JSON.stringify(Object.values(row).map(toJson));
    rows.push(text);
    length += text.length;
    if (length < CHARACTERS_A_REQUEST) continue;
    await send(rows);
    [rows, length] = [[], 0];
  }
  if (rows.length > 0) await send(rows);
}

function toJson(value: SQLOutputValue): unknown {
  return value instanceof Uint8Array ? value.toHex() : value;
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
