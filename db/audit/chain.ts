import { eq, sql } from "drizzle-orm";
import { type ChainCheck, isChainCheckRunning } from "../../domain/audit/chain.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { verifyChain } from "./verify.ts";
import type { Db } from "../client.ts";
import { auditEvents, instance } from "../schema.ts";

const KEY = "chain check";
const BEAT_MS = 1000;

/** The last check and how far it is; undefined where there was none. */
export async function findChainCheck(db: Db): Promise<ChainCheck | undefined> {
  const [row] = await db.select().from(instance).where(eq(instance.key, KEY));
  return row && JSON.parse(row.value);
}

/** Stores that a check begins; undefined where one runs already. */
export async function beginChainCheck(
  db: Db,
  by: string,
  nowMs: number,
): Promise<ChainCheck | undefined> {
  if (isChainCheckRunning(await findChainCheck(db), nowMs)) return undefined;
  const total = await db.$count(auditEvents);
  const times = { startedAt: nowMs, heartbeatAt: nowMs };
  const check: ChainCheck = { ...times, by, count: 0, total, state: "running", brokenAt: null };
  await keep(db, check);
  return check;
}

/** Walks the chain beside other requests, and stores how far it is and how it ended. */
export async function runChainCheck(
  db: Db,
  check: ChainCheck,
  { sessionSecrets, now }: { sessionSecrets: string[]; now: () => number },
): Promise<ChainCheck> {
  let heartbeatAt = check.heartbeatAt;
  const { count, brokenAt } = await verifyChain(db, sessionSecrets, {
    async onProgress(count) {
      await letOthersRun();
      if (now() - heartbeatAt < BEAT_MS) return;
      heartbeatAt = now();
      await keep(db, { ...check, count, heartbeatAt });
    },
  });
  const state = brokenAt === null ? "whole" : "broken";
  const ended: ChainCheck = { ...check, count, brokenAt, state, heartbeatAt: now() };
  await keep(db, ended);
  return ended;
}

async function keep(db: Db, check: ChainCheck): Promise<void> {
  const value = JSON.stringify(check);
  await db.insert(instance).values({ key: KEY, value })
    .onConflictDoUpdate({ target: instance.key, set: { value: sql`excluded.value` } });
}
