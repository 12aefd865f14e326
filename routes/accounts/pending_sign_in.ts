import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Account } from "../../domain/accounts/account.ts";
import { findAccount } from "../../db/accounts/users.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { cookieName, cookieOptions } from "../guards/session_cookie.ts";
import type { Ctx } from "../context.ts";

const LIFETIME_MS = 10 * 60 * 1000;

/** A sign-in whose password was right and whose second factor is still missing. */
export type PendingSignIn = { account: Account; user: string; isKnown: boolean; next: string };

type Place = { user: string; isKnown: boolean; next: string };

/** Signs what is pending into a cookie and leads to the page that asks for the code. */
export async function askForCode(c: Ctx, account: Account, { user, isKnown, next }: Place) {
  const claims = {
    uid: account.id,
    password: sha256(account.passwordHash),
    user,
    isKnown,
    next,
  };
  const { now } = c.get("services");
  const token = await c.get("signers").secondFactor.sign(claims, now(), LIFETIME_MS);
  setCookie(c, cookieName(c, "codigo"), token, { ...cookieOptions(c), sameSite: "Strict" });
  return c.redirect("/zona-ser/codigo", 303);
}

/** The pending sign-in of this browser; undefined where it has expired, or the password changed. */
export async function readPending(c: Ctx): Promise<PendingSignIn | undefined> {
  const { db, now } = c.get("services");
  const token = getCookie(c, cookieName(c, "codigo")) ?? "";
  const claims = await c.get("signers").secondFactor.read(token, now());
  if (typeof claims?.uid !== "number") return undefined;
  const account = await findAccount(db, { id: claims.uid });
  const isSame = account?.isActive && sha256(account.passwordHash) === claims.password;
  if (!account || !isSame) return undefined;
  const { user, isKnown, next } = claims;
  return {
    account,
    user: String(user),
    isKnown: isKnown === true,
    next: typeof next === "string" ? next : "",
  };
}

export function forgetPending(c: Ctx): void {
  deleteCookie(c, cookieName(c, "codigo"), cookieOptions(c));
}
