import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Env } from "../context.ts";

/**
 * One line for each request: the route, not the address, because addresses contain numbers and
 * links.
 */
export function logRequests(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { log, now } = c.get("services");
    const startedAt = now();
    await next();
    const { method } = c.req;
    const ms = now() - startedAt;
    const requestId = c.get("requestId");
    log("info", "request", {
      requestId,
      method,
      route: routePath(c, -1),
      status: c.res.status,
      ms,
    });
  };
}
