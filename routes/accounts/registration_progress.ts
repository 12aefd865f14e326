import { getCookie, setCookie } from "hono/cookie";
import type { RegistrationPath } from "../../components/accounts/registration/parts.tsx";
import { cookieName, cookieOptions } from "../guards/session_cookie.ts";
import type { Ctx } from "../context.ts";

const LIFETIME_MS = 30 * 60 * 1000;

/** One way to register: the address of its steps, and the cookie that remembers them. */
export type Way = { path: RegistrationPath; cookie: string };

/**
 * How far a registration is, as a cookie claims it; signed, so that an answered step stays answered
 * and none is skipped. A finished registration is named by the SHA-256 of its first link.
 */
export type Claims = Record<string, unknown>;

/** Stores the progress in the cookie and redirects to the next step. */
export async function goOn(c: Ctx, { path, cookie }: Way, claims: Claims) {
  const { now } = c.get("services");
  const token = await c.get("signers").registration.sign(claims, now(), LIFETIME_MS);
  setCookie(c, cookieName(c, cookie), token, cookieOptions(c));
  return c.redirect(path, 303);
}

export async function readClaims(c: Ctx, { cookie }: Way): Promise<Claims> {
  const token = getCookie(c, cookieName(c, cookie)) ?? "";
  return await c.get("signers").registration.read(token, c.get("services").now()) ?? {};
}

/** A claim that is a text. */
export function textClaim(claims: Claims, name: string): string | undefined {
  const value = claims[name];
  return typeof value === "string" ? value : undefined;
}
