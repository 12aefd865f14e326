import type { MiddlewareHandler } from "hono";
import { Problem } from "../../domain/errors.ts";
import type { Ctx, Env } from "../context.ts";

const OWN = ["same-origin", "none"];

/**
 * A page of another site may lead a browser here, and nothing else: what it asks for as an image, a
 * script, a frame or by its own script is refused before anybody looks at the session, so that the
 * answer says nothing about who is signed in. Changes have a check of their own (csrf.ts).
 */
export function refuseForeignFetches(): MiddlewareHandler<Env> {
  return (c, next) => {
    const site = c.req.header("sec-fetch-site");
    const isOwn = site === undefined || OWN.includes(site);
    const isRead = c.req.method === "GET" || c.req.method === "HEAD";
    if (isRead && !isOwn && !isVisit(c)) {
      throw new Problem("forbidden", "Otra página pidió esto en su nombre. Ábralo usted mismo.");
    }
    return next();
  };
}

function isVisit(c: Ctx): boolean {
  return c.req.header("sec-fetch-mode") === "navigate" &&
    c.req.header("sec-fetch-dest") === "document";
}
