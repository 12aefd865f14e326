import { describeWait } from "../domain/attempt_limit.ts";
import type { FieldError } from "../domain/errors.ts";
import type { Ctx } from "./context.ts";

/** Tells program (Retry-After) and person (beside the field) how long to wait; the status is 429. */
export function waitError(c: Ctx, field: string, waitMs: number): FieldError {
  c.header("Retry-After", String(Math.ceil(waitMs / 1000)));
  return { field, message: `Demasiados intentos. Espere ${describeWait(waitMs)}.` };
}
