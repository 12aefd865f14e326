import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { KEPT_FORM_MS } from "../../domain/accounts/kept_form.ts";
import { SESSION_LIFETIME_MS } from "../../domain/accounts/session.ts";
import type { Ctx } from "../context.ts";

/*
 * A session's cookie is a signed pointer to its row and nothing more. The portal's other
 * cookies take their names and options from here.
 */

/** The secret that the cookie carries; undefined where there is none, or not one of ours. */
export async function readSessionCookie(c: Ctx): Promise<string | undefined> {
  const token = getCookie(c, cookieName(c));
  if (token === undefined) return undefined;
  const claims = await c.get("signers").session.read(token, c.get("services").now());
  return typeof claims?.sid === "string" ? claims.sid : undefined;
}

/**
 * Sets the cookie with the session's secret, signed, for as long as a session may last and its last
 * form is kept after that; the row decides whether it lives.
 */
export async function setSessionCookie(
  c: Ctx,
  secret: string,
  sameSite: "Strict" | "Lax",
): Promise<void> {
  const nowMs = c.get("services").now();
  const lifetimeMs = SESSION_LIFETIME_MS + KEPT_FORM_MS;
  const token = await c.get("signers").session.sign({ sid: secret }, nowMs, lifetimeMs);
  setCookie(c, cookieName(c), token, { ...cookieOptions(c), sameSite });
}

export function forgetSession(c: Ctx): void {
  deleteCookie(c, cookieName(c), cookieOptions(c));
}

/** With `__Host-` where the portal is served by https; plain http is for a developer's machine. */
export function cookieName(c: Ctx, name = "zona-ser"): string {
  return isSecure(c) ? `__Host-${name}` : name;
}

export function cookieOptions(c: Ctx) {
  return { path: "/", httpOnly: true, secure: isSecure(c), sameSite: "Lax" as const };
}

function isSecure(c: Ctx): boolean {
  return c.get("services").settings.baseUrl.startsWith("https:");
}
