import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { findCase } from "../../db/attention/thread.ts";
import type { CaseThread } from "../../domain/attention/thread.ts";
import { POLICY_VERSION } from "../../domain/accounts/policy.ts";
import { isFolio } from "../../domain/folio.ts";
import { type Ctx, personOf } from "../context.ts";
import { cookieName, cookieOptions } from "../guards/session_cookie.ts";

const COOKIE = "solicitud";
/** Long enough to write a long answer on a phone. */
const LIFETIME_MS = 4 * 60 * 60 * 1000;

/** The affiliate for whom somebody acts who has signed in; undefined for anybody else. */
export function affiliateOf(c: Ctx) {
  const session = c.get("session");
  const hasAccepted = session?.user.acceptedPolicy === POLICY_VERSION;
  return session?.affiliate && hasAccepted ? personOf(c) : undefined;
}

/** Lets this browser read and write in one case, whose radicado and key were right. */
export async function openAccess(c: Ctx, folio: string): Promise<void> {
  const token = await c.get("signers").caseKey.sign(
    { folio },
    c.get("services").now(),
    LIFETIME_MS,
  );
  setCookie(c, cookieName(c, COOKIE), token, { ...cookieOptions(c), sameSite: "Strict" });
}

export function endAccess(c: Ctx): void {
  deleteCookie(c, cookieName(c, COOKIE), cookieOptions(c));
}

/** Whether this browser was let into a case. */
export async function hasAccess(c: Ctx, folio: string): Promise<boolean> {
  const token = getCookie(c, cookieName(c, COOKIE)) ?? "";
  const claims = await c.get("signers").caseKey.read(token, c.get("services").now());
  return claims?.folio === folio;
}

/**
 * The case of the address, for whoever opened it: an affiliate who has signed in sees her own, and
 * anybody the one whose key she has shown, if nobody had signed in for it. Undefined for every other.
 */
export async function findOwnCase(c: Ctx): Promise<CaseThread | undefined> {
  const folio = c.req.param("caso") ?? "";
  const affiliate = affiliateOf(c);
  const isOpen = await hasAccess(c, folio);
  if (!isFolio("PQ", folio) || (!affiliate && !isOpen)) return undefined;
  const thread = await findCase(c.get("services").db, folio);
  const owner = thread?.about.affiliateId ?? null;
  return (owner === null ? isOpen : owner === affiliate?.id) ? thread : undefined;
}
