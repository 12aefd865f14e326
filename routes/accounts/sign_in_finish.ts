import type { Entry } from "../../db/audit/entry.ts";
import { sendPlaceNotice } from "./notices.ts";
import { homeOf } from "../../components/modules/modules.ts";
import { findLastProvider } from "../../db/accounts/session_whom.ts";
import { endSession } from "../../db/accounts/session_ends.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { act } from "../audit.ts";
import { startSession } from "../guards/authenticate.ts";
import type { Ctx } from "../context.ts";
import { ownPath } from "../guards/own_path.ts";

export type SignInWay = "password" | "code" | "recovery" | "passkey";

/**
 * The end of every way to sign in: the session before this one ends, a new one begins with the
 * provider of last time, and a new place is mailed to the person. Answers where to go next;
 * undefined where her password changed meanwhile.
 */
export async function finishSignIn(
  c: Ctx,
  account: Account,
  { way, next, isNewPlace }: { way: SignInWay; next: string; isNewPlace: boolean },
): Promise<string | undefined> {
  const { db, now } = c.get("services");
  const before = c.get("session");
  if (before) await endSession(db, before.id, now());
  const providerId = await firstProvider(c, account);
  const secondFactorAt = way === "password" ? null : now();
  const { id: userId, passwordHash } = account;
  const isStaff = account.kind === "staff";
  const wish = { userId, passwordHash, providerId, secondFactorAt, isStaff };
  const who = { userId, ...(providerId !== null && { providerId }) };
  const start = (entry: Entry) => startSession(c, wish, entry);
  if (!await act(c, { name: "signIn", ...who, detail: { way } }, start)) return undefined;
  if (isNewPlace) sendPlaceNotice(c, account);
  return ownPath(next) ?? homeOf(account.kind).href;
}

async function firstProvider(c: Ctx, { id, memberships }: Account): Promise<number | null> {
  const ids = memberships.map(({ provider }) => provider.id);
  if (ids.length <= 1) return ids[0] ?? null;
  const last = await findLastProvider(c.get("services").db, id);
  return last ?? ids[0] ?? null;
}
