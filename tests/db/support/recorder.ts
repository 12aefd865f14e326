import { drizzle } from "drizzle-orm/libsql";
import type { Client, InStatement, InValue } from "@libsql/client";
import type { Db } from "../../../db/client.ts";
import * as schema from "../../../db/schema.ts";
import { planOf } from "../../support/database.ts";

export type Statement = { sql: string; params: InValue[] };

/** A database that records what is sent to it: one list of statements for each round trip. */
export type Recorder = { db: Db; trips: Statement[][] };

export function recordTrips(db: Db): Recorder {
  const trips: Statement[][] = [];
  return { db: listenTo(db, (trip) => void trips.push(trip)), trips };
}

/** The same database, where `hear` is told of every round trip before it is made. */
export function listenTo(
  { $client, $read, $times }: Db,
  hear: (trip: Statement[]) => Promise<void> | void,
): Db {
  const client = new Proxy($client, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name !== "execute" && name !== "batch") return value.bind(target);
      return async (sent: unknown, ...rest: unknown[]) => {
        await hear((Array.isArray(sent) ? sent : [sent]).map(readStatement));
        return await Reflect.apply(value, target, [sent, ...rest]);
      };
    },
  });
  const read: Db["$read"] = async (reads) => {
    await hear(reads.map(readStatement));
    return await $read(reads);
  };
  return Object.assign(drizzle<typeof schema, Client>(client, { schema }), { $read: read, $times });
}

function readStatement(sent: unknown): Statement {
  if (typeof sent === "string") return { sql: sent, params: [] };
  if (!isStatement(sent)) throw new TypeError("not a statement");
  return { sql: sent.sql, params: Array.isArray(sent.args) ? sent.args : [] };
}

function isStatement(sent: unknown): sent is Exclude<InStatement, string> {
  return typeof sent === "object" && sent !== null && "sql" in sent;
}

/**
 * The plan of every statement that was recorded. `planner` has a connection of its own: explaining
 * a write leaves its connection busy.
 */
export async function plansOf(
  planner: Db,
  trips: Statement[][],
): Promise<{ sql: string; plan: string }[]> {
  const plans = [];
  for (const statement of trips.flat()) {
    plans.push({ sql: statement.sql, plan: await planOf(planner, statement) });
  }
  return plans;
}
