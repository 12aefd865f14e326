import { getCookie, setCookie } from "hono/cookie";
import { cookieName, cookieOptions } from "../guards/session_cookie.ts";
import type { Ctx } from "../context.ts";

const LIFETIME_MS = 30 * 60 * 1000;

/**
 * How far a registration is; signed into a cookie, so that an answered step stays answered and none
 * is skipped. A finished registration is named by the SHA-256 of its first link.
 */
export type Progress = { nit?: string; isValidated: boolean; registration?: string };

/** Stores the progress in the cookie and redirects to the next step. */
export async function goOn(c: Ctx, progress: Progress) {
  const { now } = c.get("services");
  const token = await c.get("signers").registration.sign(progress, now(), LIFETIME_MS);
  setCookie(c, progressCookie(c), token, cookieOptions(c));
  return c.redirect("/registro", 303);
}

export async function readProgress(c: Ctx): Promise<Progress> {
  const token = getCookie(c, progressCookie(c)) ?? "";
  const claims = await c.get("signers").registration.read(token, c.get("services").now());
  return {
    ...(typeof claims?.nit === "string" && { nit: claims.nit }),
    isValidated: claims?.isValidated === true,
    ...(typeof claims?.registration === "string" && { registration: claims.registration }),
  };
}

function progressCookie(c: Ctx): string {
  return cookieName(c, "registro");
}
