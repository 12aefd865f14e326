import { sealFor, takeRecoveryCode, takeTotpStep } from "../../db/accounts/second_factor.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { plainRecoveryCode } from "../../domain/accounts/recovery_code.ts";
import { unseal } from "../../lib/sealed.ts";
import { sha256 } from "../../lib/secret_token.ts";
import type { Ctx } from "../context.ts";

/** Accepts a code of the authenticator, or a recovery code, once; undefined where it is neither. */
export async function takeSecondFactor(
  c: Ctx,
  account: Account,
  typed: string,
): Promise<"code" | "recovery" | undefined> {
  const { db, now } = c.get("services");
  const secret = await totpSecretOf(c, account);
  const { totpStep } = await loadTotp();
  const step = secret === undefined ? undefined : totpStep(secret, typed, now());
  if (step !== undefined) return await takeTotpStep(db, account.id, step) ? "code" : undefined;
  const code = plainRecoveryCode(typed);
  if (code === undefined) return undefined;
  const isTaken = await takeRecoveryCode(db, account.id, sha256(code), now());
  return isTaken ? "recovery" : undefined;
}

/** Codes of authenticators are loaded with the first one, not with the first page. */
export async function loadTotp() {
  return await import("../../lib/totp.ts");
}

/** The secret that a person's authenticator holds, undefined where there is none. */
export async function totpSecretOf(c: Ctx, { id, totp }: Account): Promise<string | undefined> {
  const { sessionSecrets } = c.get("services").settings;
  return totp.secret === null ? undefined : await unseal(sessionSecrets, sealFor(id), totp.secret);
}
