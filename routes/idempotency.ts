import { type Claim, recall, release, remember, renew, RENEW_EVERY_MS } from "../db/idempotency.ts";
import { Problem } from "../domain/errors.ts";
import { withoutHurry } from "../lib/patience.ts";
import type { Ctx } from "./context.ts";

const KEY = /^[\x21-\x7e]{1,200}$/;
const RETRY_AFTER_SECONDS = "5";

export type JsonAnswer = { status: 200 | 201 | 202; body: unknown };

export type KeyedAct = {
  /** Whose request it is and to which address. */
  scope: string;
  /** What was sent. */
  requestSha256: string;
  /**
   * Set for what changes nothing: a repeated request is answered anew, as of now, so that no list of a
   * provider is stored.
   */
  isAnsweredAnew?: boolean;
};

/**
 * Does what a request asks for, once for each Idempotency-Key: a repeated request gets the first
 * answer, the same key on another request is refused.
 */
export async function answerOnce(
  c: Ctx,
  { scope, requestSha256, isAnsweredAnew = false }: KeyedAct,
  act: () => Promise<JsonAnswer>,
): Promise<Response> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return answer(c, await act());
  if (!KEY.test(key)) throw new Problem("malformed", "La Idempotency-Key no es válida.");
  const { db, now } = c.get("services");
  const request = { scope, key, requestSha256 };
  const known = await recall(db, request, now());
  if (known.kind === "answered") {
    if (isAnsweredAnew) return answer(c, await act());
    return answerText(c, known.answer.status, known.answer.body);
  }
  if (known.kind !== "new") throw inTheWay(c, known.kind);
  const endClaim = keepClaim(c, known.claim);
  try {
    const done = await act();
    const body = isAnsweredAnew ? "" : JSON.stringify(done.body);
    await remember(db, request, { status: done.status, body });
    await endClaim();
    return answer(c, done);
  } catch (error) {
    // Where this fails, too, the first error says why, and the claim ends by itself.
    await release(db, await endClaim()).catch(() => {});
    throw error;
  }
}

/** Renews a claim for as long as its request is being answered; answers what ends that. */
function keepClaim(c: Ctx, claim: Claim): () => Promise<Claim> {
  const { db, now } = c.get("services");
  let kept = Promise.resolve(claim);
  const renewOnce = () => {
    kept = kept.then((held) => withoutHurry(() => renew(db, held, now())).catch(() => held));
  };
  const timer = setInterval(renewOnce, RENEW_EVERY_MS);
  return () => {
    clearInterval(timer);
    return kept;
  };
}

function inTheWay(c: Ctx, kind: "running" | "conflict"): Problem {
  if (kind === "conflict") {
    return new Problem("conflict", "Esa Idempotency-Key ya se usó con otra solicitud.");
  }
  c.header("Retry-After", RETRY_AFTER_SECONDS);
  return new Problem("conflict", "La primera solicitud con esa Idempotency-Key aún no termina.");
}

function answer(c: Ctx, { status, body }: JsonAnswer): Response {
  return answerText(c, status, JSON.stringify(body));
}

function answerText(c: Ctx, status: number, body: string): Response {
  const headers = { "Content-Type": "application/json; charset=utf-8" };
  return c.body(body, status === 201 || status === 202 ? status : 200, headers);
}
