import { and, desc, gte, lt, type SQL, sql } from "drizzle-orm";
import type { SystemState, Waiting } from "../../domain/system/state.ts";
import type { Trouble } from "../../domain/system/trouble.ts";
import type { Db } from "../client.ts";
import { troubles } from "../schema.ts";

/** More are found by their number; the log has every one. */
export const MAX_SHOWN = 50;
/** Comes after every digit of a request's id, and after its hyphens. */
const AFTER_DIGITS = "g";

/**
 * What the portal has to do and could not do, and its newest troubles, or those whose request's id
 * begins with `code`; one round trip.
 */
export async function findSystemState(
  db: Db,
  code: string | undefined,
): Promise<{ state: SystemState; troubles: Trouble[] }> {
  const [shown, ...answers] = await db.batch([
    db.select(SHOWN).from(troubles).where(code === undefined ? undefined : isOfCode(code))
      .orderBy(desc(troubles.id)).limit(MAX_SHOWN),
    ...COUNTED.map((counted) => db.all<Waiting>(counted)),
  ]);
  const [judgedLoads = NONE, waitingLoads = NONE, waitingMails = NONE, ...others] = answers.flat();
  const [failedMails = NONE, waitingMessages = NONE, failedMessages = NONE] = others;
  const ofLoads = { judgedLoads, waitingLoads };
  const ofMails = { waitingMails, failedMails, waitingMessages, failedMessages };
  return { state: { ...ofLoads, ...ofMails }, troubles: shown };
}

const NONE: Waiting = { count: 0, since: null };

const SHOWN = {
  at: troubles.at,
  kind: sql<Trouble["kind"]>`${troubles.kind}`,
  route: troubles.route,
  requestId: troubles.requestId,
  durationMs: troubles.durationMs,
  problem: troubles.problem,
};

/** A range, which the index answers; a pattern would not. */
function isOfCode(code: string): SQL | undefined {
  return and(gte(troubles.requestId, code), lt(troubles.requestId, code + AFTER_DIGITS));
}

const COUNTED = [
  countOf(sql`started_at`, sql`loads WHERE status = 'judging'`),
  countOf(sql`started_at`, sql`loads WHERE status = 'waiting'`),
  countOf(sql`created_at`, sql`outbox_mails WHERE sent_at IS NULL AND given_up_at IS NULL`),
  countOf(sql`given_up_at`, sql`outbox_mails WHERE given_up_at IS NOT NULL`),
  countOf(sql`created_at`, sql`webhook_deliveries WHERE sent_at IS NULL AND given_up_at IS NULL`),
  countOf(sql`given_up_at`, sql`webhook_deliveries WHERE given_up_at IS NOT NULL`),
];

function countOf(since: SQL, rows: SQL): SQL {
  return sql`SELECT count(*) AS count, min(${since}) AS since FROM ${rows}`;
}
