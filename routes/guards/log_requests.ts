import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { SLOW_MS } from "../../domain/system/trouble.ts";
import { outlineError } from "../../lib/error_text.ts";
import type { Ctx, Env } from "../context.ts";

/**
 * One line for each request: the route, not the address, because addresses contain numbers and
 * links.
 */
export function logRequests(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { log, now, nameSpan } = c.get("frame");
    const startedAt = now();
    await next();
    const { method } = c.req;
    const ms = now() - startedAt;
    const requestId = c.get("requestId");
    const route = routeOf(c);
    nameSpan?.({ method, route, requestId });
    log("info", "request", { requestId, method, route, status: c.res.status, ms });
    noteTrouble(c, `${method} ${route}`, ms);
  };
}

/**
 * Whoever sends files decides how long that takes, so a slow one says nothing of the portal; whoever
 * is sent away (503) because much is under way must cost no more.
 */
function noteTrouble(c: Ctx, route: string, durationMs: number): void {
  const failed = c.res.status === 500 ? c.error : undefined;
  const isSlow = durationMs > SLOW_MS && !isUpload(c);
  if (!failed && !isSlow) return;
  c.get("troubles")?.note({
    at: c.get("frame").now(),
    kind: failed ? "error" : "slow",
    route,
    requestId: c.get("requestId"),
    durationMs,
    problem: failed ? outlineError(failed) : "",
  });
}

function isUpload(c: Ctx): boolean {
  return c.req.header("content-type")?.startsWith("multipart/form-data") ?? false;
}

/** The page's own route, which comes after the guards before it and before what answers all others. */
function routeOf(c: Ctx): string {
  const matched = matchedRoutes(c);
  const own = matched.findLast(({ method }) => method !== "ALL") ??
    matched.findLast(({ path }) => path !== "/*");
  return own?.path ?? "/*";
}
