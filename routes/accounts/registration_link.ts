import { createActivation } from "../../db/accounts/activations.ts";
import { type Attempt, takeAttempt } from "../../db/accounts/attempts.ts";
import {
  REGISTRATION_MAIL_BY_REGISTRANT,
  REGISTRATION_MAIL_FROM_HERE,
} from "../../domain/accounts/attempt_limit.ts";
import { POLICY_VERSION, policyText } from "../../domain/accounts/policy.ts";
import {
  type AccountOwner,
  ACTIVATION_LIFETIME_MS,
  type Registrant,
} from "../../domain/accounts/registration.ts";
import { activationMail, alreadyRegisteredMail } from "../../domain/accounts/registration_mail.ts";
import { SECRET_PLACE } from "../../domain/mail/mailed_link.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { afterAnswer } from "../after_answer.ts";
import type { Ctx } from "../context.ts";
import { sendKept } from "../mail/send_kept.ts";

/**
 * Does the same work whether the account is new, exists, has no address, or is nobody's: one hash and
 * one batch. Only the mail differs, and it goes to the address on file alone. A link for which no mail
 * may be sent now waits: whoever registered asks for it again. Answers the registration's name, which
 * is the hash of a secret that opens nothing once a link is mailed.
 */
export async function keepRegistration(
  c: Ctx,
  registrant: Registrant,
  password: string,
): Promise<string> {
  const { db, now, passwords, settings } = c.get("services");
  const { owner, email, hasAccount } = registrant;
  const waitMs = await takeAttempt(db, mailAttempts(c, registrant), now());
  const registration = sha256(newSecretToken());
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
  if (waitMs === 0) afterAnswer(c, () => mailLink(c, registrant, registration));
  return registration;
}

/** Sends a registration another link, with its password; the one before is void then. */
export async function sendAgain(
  c: Ctx,
  registrant: Registrant,
  registration: string,
): Promise<void> {
  const { db, now } = c.get("services");
  const waitMs = await takeAttempt(db, mailAttempts(c, registrant), now());
  if (waitMs === 0 && !registrant.hasAccount) await mailLink(c, registrant, registration);
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

async function mailLink(c: Ctx, registrant: Registrant, registration: string): Promise<void> {
  const { now, settings } = c.get("services");
  const { email, hasAccount, registered } = registrant;
  if (email === null) return;
  if (hasAccount) return await sendKept(c, alreadyRegisteredMail(email, registered, settings));
  const link = { token: SECRET_PLACE, askedAt: now() };
  const mail = activationMail(email, registered, settings, link);
  await sendKept(c, mail, { opens: "registration", registration });
}
