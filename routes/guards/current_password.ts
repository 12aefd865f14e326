import { giveBack, takeAttempt } from "../../db/accounts/attempts.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { findAccount } from "../../db/accounts/users.ts";
import { PASSWORD_BY_USER } from "../../domain/accounts/attempt_limit.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { type Ctx, sessionOf } from "../context.ts";
import { waitError } from "./wait.ts";

/** The account of whoever asks. */
export async function ownAccount(c: Ctx): Promise<Account> {
  const account = await findAccount(c.get("services").db, { id: sessionOf(c).userId });
  if (!account) throw new Problem("signedOut");
  return account;
}

export type PasswordVerdict = { errors: FieldError[]; status?: 429 };

/**
 * Asks for the current password, so that whoever finds a session open cannot take over the account.
 */
export async function judgeCurrentPassword(
  c: Ctx,
  account: Account,
  typed: string,
): Promise<PasswordVerdict> {
  const { db, now, passwords } = c.get("services");
  const attempts = [{ limit: PASSWORD_BY_USER, of: String(account.id) }];
  const waitMs = await takeAttempt(db, attempts, now());
  if (waitMs > 0) return { errors: [waitError(c, "actual", waitMs)], status: 429 };
  const isCurrent = await passwords.verify(account.passwordHash, typed);
  if (!isCurrent) return { errors: [NOT_CURRENT] };
  await giveBack(db, attempts);
  return { errors: [] };
}

const NOT_CURRENT = { field: "actual", message: "No es su contraseña actual." };
