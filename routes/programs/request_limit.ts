import type { MiddlewareHandler } from "hono";
import { describeWait } from "../../domain/accounts/attempt_limit.ts";
import { Problem } from "../../domain/errors.ts";
import { sha256 } from "../../lib/secret_token.ts";
import type { Env } from "../context.ts";
import { askToRetry } from "../guards/wait.ts";

/**
 * Counts the requests of the token that was let in; one too many waits. The headers say how many are
 * left, as the draft of the IETF names them.
 */
export function limitRequests(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { tokenLimit, now } = c.get("services");
    const key = sha256(c.req.header("authorization") ?? "");
    const { isAllowed, left, endsInMs } = tokenLimit.take(key, now());
    const seconds = Math.ceil(endsInMs / 1000);
    c.header("RateLimit-Policy", `"token";q=${tokenLimit.max};w=${tokenLimit.windowMs / 1000}`);
    c.header("RateLimit", `"token";r=${left};t=${seconds}`);
    if (!isAllowed) {
      askToRetry(c, endsInMs);
      throw new Problem("tooMany", `Son demasiadas solicitudes. Espere ${describeWait(endsInMs)}.`);
    }
    await next();
  };
}
