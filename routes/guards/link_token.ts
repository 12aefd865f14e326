import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { cookieName, cookieOptions } from "./session_cookie.ts";
import type { Ctx } from "../context.ts";

const KEPT_MS = 30 * 60 * 1000;
const COOKIE = "enlace";
/** The field by which the form of a link's page carries the secret. */
export const LINK_FIELD = "enlace";

/**
 * The secret of a mailed link, `/activar?TOKEN`: without a name, so that no mail breaks it. It leaves
 * the address once the page is open (static/link.js); then the page's form carries it, and a cookie of
 * this browser, for a reload. Empty where there is none.
 */
export async function linkTokenOf(c: Ctx): Promise<string> {
  return secretInAddress(c) || await tokenInForm(c) || await tokenInCookie(c);
}

/** Remembers the secret in this browser for a while, bound to the page that it opens. */
export async function keepLink(c: Ctx): Promise<void> {
  const token = secretInAddress(c);
  if (token === "") return;
  const claims = { token, path: c.req.path };
  const signed = await c.get("signers").link.sign(claims, c.get("services").now(), KEPT_MS);
  setCookie(c, cookieName(c, COOKIE), signed, cookieOptions(c));
}

export function forgetLink(c: Ctx): void {
  deleteCookie(c, cookieName(c, COOKIE), cookieOptions(c));
}

/** The secret of `/page?SECRET`; what the page loads tells nobody with which address (R11). */
export function secretInAddress(c: Ctx): string {
  c.header("Referrer-Policy", "strict-origin");
  return new URL(c.req.url).search.slice(1).replace(/=$/, "");
}

async function tokenInForm(c: Ctx): Promise<string> {
  if (c.req.method !== "POST") return "";
  const body = await c.req.parseBody().catch(() => ({}));
  const token = Reflect.get(body, LINK_FIELD);
  return typeof token === "string" ? token : "";
}

async function tokenInCookie(c: Ctx): Promise<string> {
  const signed = getCookie(c, cookieName(c, COOKIE)) ?? "";
  const claims = await c.get("signers").link.read(signed, c.get("services").now());
  const isOfPage = typeof claims?.path === "string" && c.req.path.startsWith(claims.path);
  return isOfPage && typeof claims.token === "string" ? claims.token : "";
}
