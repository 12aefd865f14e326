import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "./client.ts";
import { idempotencyKeys } from "./schema.ts";

/**
 * A request with an Idempotency-Key: whose it is and to which address (`scope`), the key, and the
 * SHA-256 of what was sent.
 */
export type KeyedRequest = { scope: string; key: string; requestSha256: string };
export type KeptAnswer = { status: number; body: string };

/** `new`: act, then `remember`. `running`: the first request is still being answered. */
export type Recalled =
  | { kind: "new" }
  | { kind: "answered"; answer: KeptAnswer }
  | { kind: "running" }
  | { kind: "conflict" };

/** A request whose process died gets no answer; after this long it may be tried again. */
const MAX_ANSWER_MS = 10 * 60 * 1000;

/**
 * Claims a key for a request, or says what became of the request that has it. Of two at once one
 * gets `new`. One batch.
 */
export async function recall(db: Db, request: KeyedRequest, nowMs: number): Promise<Recalled> {
  const args = { ...request, now: nowMs, oldest: nowMs - MAX_ANSWER_MS };
  const [claimed, kept] = await db.$client.batch([
    { sql: CLAIM, args },
    { sql: KEPT, args: { scope: request.scope, key: request.key } },
  ], "write");
  if (claimed?.rows.length) return { kind: "new" };
  const row = kept?.rows[0];
  if (row?.request_sha256 !== request.requestSha256) return { kind: "conflict" };
  if (row.response_status === null) return { kind: "running" };
  const answer = { status: Number(row.response_status), body: String(row.response_body) };
  return { kind: "answered", answer };
}

/** Stores the answer of a claimed request. */
export async function remember(db: Db, request: KeyedRequest, answer: KeptAnswer): Promise<void> {
  await db.update(idempotencyKeys)
    .set({ responseStatus: answer.status, responseBody: answer.body })
    .where(isRequest(request));
}

/** Frees a claimed key: the request failed and may be tried again. */
export async function release(db: Db, request: KeyedRequest): Promise<void> {
  await db.delete(idempotencyKeys)
    .where(and(isRequest(request), isNull(idempotencyKeys.responseStatus)));
}

const CLAIM = `
  INSERT INTO idempotency_keys (scope, key, request_sha256, created_at)
  VALUES (:scope, :key, :requestSha256, :now)
  ON CONFLICT (scope, key) DO UPDATE SET created_at = excluded.created_at
    WHERE response_status IS NULL AND request_sha256 = excluded.request_sha256
      AND created_at < :oldest
  RETURNING key`;
const KEPT = `SELECT request_sha256, response_status, response_body FROM idempotency_keys
  WHERE scope = :scope AND key = :key`;

function isRequest({ scope, key, requestSha256 }: KeyedRequest) {
  return and(
    eq(idempotencyKeys.scope, scope),
    eq(idempotencyKeys.key, key),
    eq(idempotencyKeys.requestSha256, requestSha256),
  );
}
