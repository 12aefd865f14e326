import { describeWait } from "../domain/attempt_limit.ts";
import type { FieldError } from "../domain/errors.ts";
import type { Ctx } from "./context.ts";

/** Tells program (Retry-After) and person (beside the field) how long to wait; the status is 429. */
export function waitError(c: Ctx, field: string, waitMs: number): FieldError {
  sayWhen(c, waitMs);
  return { field, message: `Demasiados intentos. Espere ${describeWait(waitMs)}.` };
}

/** The same where there is no form to say it beside. */
export function answerWait(c: Ctx, waitMs: number): Response {
  sayWhen(c, waitMs);
  return c.text(`Demasiados intentos. Espere ${describeWait(waitMs)}.`, 429);
}

function sayWhen(c: Ctx, waitMs: number): void {
  c.header("Retry-After", String(Math.ceil(waitMs / 1000)));
}
