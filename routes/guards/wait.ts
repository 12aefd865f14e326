import { routePath } from "hono/route";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { ALARM_BY_SOURCE, describeWait } from "../../domain/accounts/attempt_limit.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../context.ts";

/**
 * Tells a program (Retry-After) and a person (above the form of the field) how long to wait; the
 * status is 429.
 */
export function waitError(c: Ctx, field: string, waitMs: number): FieldError {
  raiseAlarm(c, waitMs);
  const message = `Demasiados intentos. Espere ${describeWait(waitMs)}.`;
  return { field, message, isWait: true };
}

/** The same where there is no form to show it in. */
export function answerWait(c: Ctx, waitMs: number): Response {
  const { message } = waitError(c, "", waitMs);
  if (c.get("representation") === "json") throw new Problem("tooMany", message);
  return c.text(message, 429);
}

/**
 * Whoever goes on trying is recorded and logged once in a quarter of an hour: the chain of events
 * must not grow with every refused attempt.
 */
function raiseAlarm(c: Ctx, waitMs: number): void {
  const { db, now, background, log } = c.get("services");
  askToRetry(c, waitMs);
  const nowMs = now();
  // The route, not the address, which may name somebody's case or code.
  const address = routePath(c, -1);
  background.run(async () => {
    const attempts = [{ limit: ALARM_BY_SOURCE, of: c.get("clientPlace") }];
    if (await takeAttempt(db, attempts, nowMs) > 0) return;
    audit(c, { name: "alarm", result: "refused", detail: { address } });
    log("warning", "too many tries", { requestId: c.get("requestId") });
  });
}

const RETRY_AFTER_MS = 30 * 1000;

/** Says when an answer that is not possible now (429, 503) may be asked for again. */
export function askToRetry(c: Ctx, waitMs = RETRY_AFTER_MS): void {
  c.header("Retry-After", String(Math.ceil(waitMs / 1000)));
}
