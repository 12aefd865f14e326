import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { Ctx, Env } from "../context.ts";

/**
 * One line for each request: the route, not the address, because addresses contain numbers and
 * links.
 */
export function logRequests(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { log, now, nameSpan } = c.get("services");
    const startedAt = now();
    await next();
    const { method } = c.req;
    const ms = now() - startedAt;
    const requestId = c.get("requestId");
    const route = routeOf(c);
    nameSpan?.(`${method} ${route}`, { "http.route": route, "request.id": requestId });
    log("info", "request", { requestId, method, route, status: c.res.status, ms });
  };
}

/** The page's own route, which comes after the guards before it and before what answers all others. */
function routeOf(c: Ctx): string {
  const matched = matchedRoutes(c);
  const own = matched.findLast(({ method }) => method !== "ALL") ??
    matched.findLast(({ path }) => path !== "/*");
  return own?.path ?? "/*";
}
