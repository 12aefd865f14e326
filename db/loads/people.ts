import { sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { users } from "../schema.ts";

/**
 * The names of the people who loaded, published or undid some loads, by their ids; one round trip.
 */
export async function findNames(
  db: Db,
  userIds: (number | null)[],
): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(userIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: users.id, name: users.name }).from(users)
    .where(sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
