import { DatabaseSync } from "node:sqlite";

export type TableBytes = { name: string; bytes: number };

/** The bytes of each table and each index, the largest first; reads the whole file. */
export function bytesByTable(path: string): TableBytes[] {
  using db = new DatabaseSync(path, { readOnly: true });
  // Its own sums (`aggregate`) have 32 bits.
  const rows = db.prepare(
    "SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC",
  ).all();
  return rows.map(({ name, bytes }) => ({ name: String(name), bytes: Number(bytes) }));
}
