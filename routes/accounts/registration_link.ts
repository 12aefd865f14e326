import { createActivation, renewActivation } from "../../db/accounts/activations.ts";
import { type Attempt, takeAttempt } from "../../db/accounts/attempts.ts";
import {
  REGISTRATION_MAIL_BY_REGISTRANT,
  REGISTRATION_MAIL_FROM_HERE,
} from "../../domain/accounts/attempt_limit.ts";
import type { AccountMail } from "../../domain/accounts/mail.ts";
import { POLICY_VERSION, policyText } from "../../domain/accounts/policy.ts";
import {
  type AccountOwner,
  ACTIVATION_LIFETIME_MS,
  type Registrant,
} from "../../domain/accounts/registration.ts";
import { activationMail, alreadyRegisteredMail } from "../../domain/accounts/registration_mail.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import type { Ctx } from "../context.ts";

/**
 * Does the same work whether the account is new, exists, has no address, or is nobody's: one hash and
 * one batch. Only the mail differs, and it goes to the address on file alone. A link for which no mail
 * may be sent now waits: whoever registered asks for it again.
 */
export async function keepRegistration(
  c: Ctx,
  registrant: Registrant,
  password: string,
): Promise<{ registration: string; mail: AccountMail | undefined }> {
  const { db, now, passwords, settings } = c.get("services");
  const { owner, email, hasAccount } = registrant;
  const waitMs = await takeAttempt(db, mailAttempts(c, registrant), now());
  const token = newSecretToken();
  const registration = sha256(token);
  const nowMs = now();
  await createActivation(db, owner, {
    policyVersion: POLICY_VERSION,
    policySha256: sha256(policyText(settings.eps)),
    acceptedAt: nowMs,
    address: c.get("clientAddress"),
  }, {
    tokenSha256: registration,
    passwordHash: await passwords.hash(password),
    createdAt: nowMs,
    expiresAt: nowMs + ACTIVATION_LIFETIME_MS,
    voidedAt: hasAccount || email === null ? nowMs : null,
  });
  return { registration, mail: waitMs === 0 ? mailOf(c, registrant, token) : undefined };
}

/** Sends a registration another link, with its password; the one before is void then. */
export async function sendAgain(
  c: Ctx,
  registrant: Registrant,
  registration: string,
): Promise<void> {
  const { db, now, mailer } = c.get("services");
  const waitMs = await takeAttempt(db, mailAttempts(c, registrant), now());
  if (waitMs > 0) return;
  const token = newSecretToken();
  const createdAt = now();
  const times = { createdAt, expiresAt: createdAt + ACTIVATION_LIFETIME_MS };
  if (!await renewActivation(db, registration, { tokenSha256: sha256(token), ...times })) return;
  const mail = mailOf(c, registrant, token);
  if (mail) await mailer.send(mail);
}

/** How an event names the owner of an account. */
export function ownerInEvent(owner: AccountOwner) {
  return "providerId" in owner ? owner : { detail: { affiliate: owner.affiliateId || "nobody" } };
}

/** Mails are counted by place first, so that nobody uses up the mails of others. */
function mailAttempts(c: Ctx, { name }: Registrant): Attempt[] {
  return [
    { limit: REGISTRATION_MAIL_FROM_HERE, of: `${name}\n${c.get("clientPlace")}` },
    { limit: REGISTRATION_MAIL_BY_REGISTRANT, of: name },
  ];
}

function mailOf(c: Ctx, registrant: Registrant, token: string): AccountMail | undefined {
  const { now, settings } = c.get("services");
  const { email, hasAccount, registered } = registrant;
  if (email === null) return undefined;
  return hasAccount
    ? alreadyRegisteredMail(email, registered, settings)
    : activationMail(email, registered, settings, { token, askedAt: now() });
}
