import type { MiddlewareHandler } from "hono";
import { withPatience } from "../../lib/patience.ts";
import type { Env } from "../context.ts";

/** A database that hangs or is locked makes nobody wait for more than some seconds (D1). */
export function limitDatabaseWaits(): MiddlewareHandler<Env> {
  return (_c, next) => withPatience(next);
}
