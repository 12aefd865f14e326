import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { SESSION_LIFETIME_MS } from "../../domain/accounts/session.ts";
import type { Ctx } from "../context.ts";

/*
 * The cookie of a session is a signed pointer to its row and nothing more. The portal's other
 * cookies take their names and options from here.
 */

/** The secret that the cookie carries; undefined where there is none, or not one of ours. */
export async function readSessionCookie(c: Ctx): Promise<string | undefined> {
  const token = getCookie(c, cookieName(c));
  if (token === undefined) return undefined;
  const claims = await c.get("signers").session.read(token, c.get("services").now());
  return typeof claims?.sid === "string" ? claims.sid : undefined;
}

/** Hands the secret of a session to the browser, signed, for as long as a session may live. */
export async function setSessionCookie(
  c: Ctx,
  secret: string,
  sameSite: "Strict" | "Lax",
): Promise<void> {
  const nowMs = c.get("services").now();
  const token = await c.get("signers").session.sign({ sid: secret }, nowMs, SESSION_LIFETIME_MS);
  setCookie(c, cookieName(c), token, { ...cookieOptions(c), sameSite });
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
