import type { ResultSet } from "@libsql/client";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "./client.ts";
import { idempotencyKeys } from "./schema.ts";

/**
 * A request with an Idempotency-Key: whose it is and to which address (`scope`), the key, and the
 * SHA-256 of what was sent.
 */
export type KeyedRequest = { scope: string; key: string; requestSha256: string };
export type KeptAnswer = { status: number; body: string };

/** A request that holds its key since an instant, which nobody else who claimed the key has. */
export type Claim = KeyedRequest & { since: number };

/** `new`: act, then `remember`. `running`: the first request is still being answered. */
export type Recalled =
  | { kind: "new"; claim: Claim }
  | { kind: "answered"; answer: KeptAnswer }
  | { kind: "running" }
  | { kind: "conflict" };

/** How long the first answer is stored: until then a repeated request gets it. */
export const ANSWERS_KEPT_MS = 24 * 60 * 60 * 1000;
/**
 * Whoever answers a request renews its claim; of one that was not renewed for so long the process, or
 * its database, died, and the request may be tried again.
 */
export const RENEW_EVERY_MS = 5000;
const MAX_SILENT_MS = 30_000;

/** Claims a key for a request, or says what became of the request that has it. One batch. */
export async function recall(db: Db, request: KeyedRequest, nowMs: number): Promise<Recalled> {
  return recalled(request, nowMs, await db.$client.batch(claim(request, nowMs), "write"));
}

/**
 * The same where only the last request of a scope counts: what was answered before this one came is
 * forgotten, and of this one an answer that it got before `forgottenMs`. One batch.
 */
export async function recallLast(
  db: Db,
  request: KeyedRequest,
  nowMs: number,
  forgottenMs: number,
): Promise<Recalled> {
  const { scope, key } = request;
  const statements = [
    ...claim(request, nowMs, forgottenMs),
    { sql: FORGET_EARLIER, args: { scope, key } },
  ];
  return recalled(request, nowMs, await db.$client.batch(statements, "write"));
}

function claim(request: KeyedRequest, nowMs: number, forgottenMs = nowMs - ANSWERS_KEPT_MS) {
  const since = Math.trunc(nowMs);
  const oldest = since - MAX_SILENT_MS;
  const args = { ...request, now: since, oldest, forgotten: Math.trunc(forgottenMs) };
  return [
    { sql: CLAIM, args },
    { sql: KEPT, args: { scope: request.scope, key: request.key } },
  ];
}

function recalled(request: KeyedRequest, nowMs: number, [claimed, kept]: ResultSet[]): Recalled {
  const since = Math.trunc(nowMs);
  if (claimed?.rows.length) return { kind: "new", claim: { ...request, since } };
  const row = kept?.rows[0];
  if (row?.request_sha256 !== request.requestSha256) return { kind: "conflict" };
  if (row.response_status === null) return { kind: "running" };
  const answer = { status: Number(row.response_status), body: String(row.response_body) };
  return { kind: "answered", answer };
}

/** Says that a request is still being answered; answers its claim as it is now. */
export async function renew(db: Db, claim: Claim, nowMs: number): Promise<Claim> {
  const since = Math.trunc(nowMs);
  const { rowsAffected } = await db.update(idempotencyKeys).set({ createdAt: since })
    .where(isHeld(claim));
  return rowsAffected > 0 ? { ...claim, since } : claim;
}

/** Stores the answer of a claimed request; where another process took the key over, its answer stays. */
export async function remember(db: Db, request: KeyedRequest, answer: KeptAnswer): Promise<void> {
  await db.update(idempotencyKeys)
    .set({ responseStatus: answer.status, responseBody: answer.body })
    .where(and(isRequest(request), isNull(idempotencyKeys.responseStatus)));
}

/** Frees a claimed key: the request failed and may be tried again. */
export async function release(db: Db, claim: Claim): Promise<void> {
  await db.delete(idempotencyKeys).where(isHeld(claim));
}

const CLAIM = `
  INSERT INTO idempotency_keys (scope, key, request_sha256, created_at)
  VALUES (:scope, :key, :requestSha256, :now)
  ON CONFLICT (scope, key) DO UPDATE SET created_at = excluded.created_at, response_status = NULL,
    response_body = NULL
    WHERE request_sha256 = excluded.request_sha256
      AND created_at < CASE WHEN response_status IS NULL THEN :oldest ELSE :forgotten END
  RETURNING key`;
const FORGET_EARLIER = `
  DELETE FROM idempotency_keys
  WHERE scope = :scope AND key <> :key AND response_status IS NOT NULL
    AND created_at < (
      SELECT created_at FROM idempotency_keys WHERE scope = :scope AND key = :key)`;
const KEPT = `SELECT request_sha256, response_status, response_body FROM idempotency_keys
  WHERE scope = :scope AND key = :key`;

function isRequest({ scope, key, requestSha256 }: KeyedRequest) {
  return and(
    eq(idempotencyKeys.scope, scope),
    eq(idempotencyKeys.key, key),
    eq(idempotencyKeys.requestSha256, requestSha256),
  );
}

function isHeld({ since, ...request }: Claim) {
  const isUnanswered = isNull(idempotencyKeys.responseStatus);
  return and(isRequest(request), isUnanswered, eq(idempotencyKeys.createdAt, since));
}
