import type { MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createSession, findSession, touchSession } from "../db/sessions.ts";
import { Problem } from "../domain/errors.ts";
import { isSessionAlive, SESSION_LIFETIME_MS, SESSION_TOUCH_MS } from "../domain/session.ts";
import { newSecretToken, sha256 } from "../lib/secret_token.ts";
import { clientAddress } from "./client_address.ts";
import type { Ctx, Env } from "./context.ts";
import { newCsrfToken } from "./csrf.ts";

const LONGEST_AGENT = 300;

/** Finds the session that the cookie points to; the row decides, not the token. */
export function authenticate(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { db, now, background, settings } = c.get("services");
    const session = await readSession(c);
    if (session) {
      c.set("session", session);
      c.set("provider", session.provider);
      c.set("askedBy", "Representante legal");
      c.set("csrfToken", await newCsrfToken(settings.sessionSecrets, session.id));
      const nowMs = now();
      if (nowMs - session.lastUsedAt > SESSION_TOUCH_MS) {
        background.run(() => touchSession(db, session.id, nowMs));
      }
    }
    await next();
  };
}

export function requireProvider(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!c.get("provider")) throw new Problem("signedOut");
    await next();
  };
}

async function readSession(c: Ctx) {
  const { db, now } = c.get("services");
  const token = getCookie(c, cookieName(c));
  if (token === undefined) return undefined;
  const claims = await c.get("signers").session.read(token, now());
  if (typeof claims?.sid !== "string") return undefined;
  const session = await findSession(db, await sha256(claims.sid));
  return session && isSessionAlive(session, now()) ? session : undefined;
}

/**
 * Starts a session under a new id and sets its cookie; an id from before is never taken over. Answers
 * false where the password changed meanwhile.
 */
export async function startSession(
  c: Ctx,
  { id: userId, passwordHash }: { id: number; passwordHash: string },
): Promise<boolean> {
  const { db, now } = c.get("services");
  const secret = newSecretToken();
  const id = await sha256(secret);
  const userAgent = (c.req.header("user-agent") ?? "").slice(0, LONGEST_AGENT);
  const address = clientAddress(c);
  const session = { id, userId, nowMs: now(), address, userAgent };
  if (!await createSession(db, session, passwordHash)) return false;
  const token = await c.get("signers").session.sign({ sid: secret }, now(), SESSION_LIFETIME_MS);
  setCookie(c, cookieName(c), token, cookieOptions(c));
  return true;
}

export function forgetSession(c: Ctx): void {
  deleteCookie(c, cookieName(c), cookieOptions(c));
}

/** `__Host-` wherever the portal is served by https; plain http is for one's own machine. */
export function cookieName(c: Ctx, name = "zona-ser"): string {
  return isSecure(c) ? `__Host-${name}` : name;
}

export function cookieOptions(c: Ctx) {
  return { path: "/", httpOnly: true, secure: isSecure(c), sameSite: "Lax" as const };
}

function isSecure(c: Ctx): boolean {
  return c.get("services").settings.baseUrl.startsWith("https:");
}
