import type { MiddlewareHandler } from "hono";
import { Problem } from "../domain/errors.ts";
import { codeFor, isCodeFor } from "../lib/signed_token.ts";
import type { Ctx, Env } from "./context.ts";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
export const CSRF_FIELD = "csrf";

/**
 * A change must come from our own pages, whatever its content type: the browser says so, and with a
 * session the form carries a code that only this session's pages hold.
 */
export function refuseForeignForms(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (SAFE_METHODS.includes(c.req.method)) return await next();
    if (!isFromOwnPage(c) || !await hasOwnCode(c)) {
      throw new Problem("forbidden", "Esta solicitud no vino de una página del portal.");
    }
    await next();
  };
}

function isFromOwnPage(c: Ctx): boolean {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  if (origin !== undefined && origin !== ownOrigin(c)) return false;
  if (site !== undefined) return site === "same-origin";
  return origin !== undefined;
}

/** The configured origin; a local one under whichever loopback name it was opened. */
function ownOrigin(c: Ctx): string {
  const { protocol } = new URL(c.get("services").settings.baseUrl);
  return `${protocol}//${new URL(c.req.url).host}`;
}

async function hasOwnCode(c: Ctx): Promise<boolean> {
  const session = c.get("session");
  if (!session) return true;
  const body = await c.req.parseBody({ all: true }).catch(() => ({}));
  const typed = Reflect.get(body, CSRF_FIELD);
  const [salt = "", code = ""] = typeof typed === "string" ? typed.split(".") : [];
  const { sessionSecrets } = c.get("services").settings;
  return await isCodeFor(sessionSecrets, `${CSRF_FIELD}:${session.id}:${salt}`, code);
}

/** A new code for the forms of one page; salted, so that compression says nothing about it. */
export async function newCsrfToken(secrets: string[], sessionId: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(8)).toHex();
  return `${salt}.${await codeFor(secrets, `${CSRF_FIELD}:${sessionId}:${salt}`)}`;
}
