import type { Db } from "../../client.ts";
import { ANSWERS_KEPT_MS } from "../../idempotency.ts";

/**
 * The id of the load that a request with an Idempotency-Key opens, by the digest of the request. It
 * stays the same for as long as the first answer is stored, so that whoever lost it finds the load
 * that was opened; afterwards the same request is another load.
 */
export async function idOfKeyedLoad(db: Db, digest: string, nowMs: number): Promise<string> {
  const args = { digest, before: nowMs - ANSWERS_KEPT_MS };
  const { rows: [row] } = await db.$client.execute({ sql: EARLIER, args });
  return `${digest}-${row?.earlier}`;
}

const EARLIER = `SELECT count(*) AS earlier FROM loads
  WHERE id >= :digest AND id < :digest || '~' AND started_at < :before`;
