import { type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { MAX_COUNTED } from "../../domain/paging.ts";
import type { Db } from "../client.ts";

/**
 * How many rows of a table a condition finds, of a list that grows with the country: counting ends at
 * `MAX_COUNTED` + 1, so it costs no more in years to come.
 */
export function countSome(db: Db, table: SQLiteTable, where: SQL | undefined) {
  const some = db.select({ one: sql`1`.as("one") }).from(table).where(where)
    .limit(MAX_COUNTED + 1).as("some");
  return db.select({ count: sql<number>`count(*)` }).from(some);
}
