import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { type Ctx, type Env, resumedForm } from "../context.ts";

const OBEYS = Symbol("obeys");

/** Says of what draws a resumed form, and lets no handler behind it run, that it does. */
export function obeysResuming<Handler extends object>(handler: Handler): Handler {
  return Object.assign(handler, { [OBEYS]: true });
}

/** Stands before a handler that reads its form as a stream (`takeForm`, `takeUpload`). */
export const STREAMED_FORM: MiddlewareHandler<Env> = obeysResuming((_c, next) => next());

/** No handler runs for a resumed form, unless its route is known to obey: others lead to the page. */
export function refuseResumed(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const mayDraw = () => matchedRoutes(c).some(({ handler }) => OBEYS in handler);
    return resumedForm(c) && !mayDraw() ? leadToPage(c) : await next();
  };
}

/** The page of the form, where it has one (routes/accounts/resume.tsx). */
export function leadToPage(c: Ctx): Response {
  return c.redirect(c.req.path, 303);
}
