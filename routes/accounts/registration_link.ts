import {
  createActivation,
  findRegistrant,
  type Registrant,
  renewActivation,
} from "../../db/accounts/accounts.ts";
import { type Attempt, takeAttempt } from "../../db/accounts/attempts.ts";
import {
  REGISTRATION_MAIL_BY_NIT,
  REGISTRATION_MAIL_FROM_HERE,
} from "../../domain/accounts/attempt_limit.ts";
import {
  type AccountMail,
  activationMail,
  alreadyRegisteredMail,
} from "../../domain/accounts/mail.ts";
import { POLICY_VERSION, policyText } from "../../domain/accounts/policy.ts";
import { ACTIVATION_LIFETIME_MS } from "../../domain/accounts/registration.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import type { Ctx } from "../context.ts";

/**
 * Does the same work whether the account is new, exists, or has no address: one hash and one batch.
 * Only the mail differs, and it goes to the address on file alone. A link for which no mail may be
 * sent now waits: whoever registered asks for it again.
 */
export async function keepRegistration(
  c: Ctx,
  registrant: Registrant,
  password: string,
): Promise<{ registration: string; mail: AccountMail | undefined }> {
  const { db, now, passwords, settings } = c.get("services");
  const { id: providerId, nit, email, hasAccount } = registrant;
  const waitMs = await takeAttempt(db, mailAttempts(c, nit), now());
  const token = newSecretToken();
  const registration = sha256(token);
  const nowMs = now();
  await createActivation(db, {
    providerId,
    policyVersion: POLICY_VERSION,
    policySha256: sha256(policyText(settings.eps)),
    acceptedAt: nowMs,
    address: c.get("clientAddress"),
  }, {
    providerId,
    tokenSha256: registration,
    passwordHash: await passwords.hash(password),
    createdAt: nowMs,
    expiresAt: nowMs + ACTIVATION_LIFETIME_MS,
    voidedAt: hasAccount || email === null ? nowMs : null,
  });
  return { registration, mail: waitMs === 0 ? mailOf(c, registrant, token) : undefined };
}

/** Sends a registration another link, with its password; the one before is void then. */
export async function sendAgain(c: Ctx, nit: string, registration: string): Promise<void> {
  const { db, now, mailer } = c.get("services");
  const registrant = await findRegistrant(db, nit);
  const waitMs = await takeAttempt(db, mailAttempts(c, nit), now());
  if (!registrant || waitMs > 0) return;
  const token = newSecretToken();
  const createdAt = now();
  const times = { createdAt, expiresAt: createdAt + ACTIVATION_LIFETIME_MS };
  if (!await renewActivation(db, registration, { tokenSha256: sha256(token), ...times })) return;
  const mail = mailOf(c, registrant, token);
  if (mail) await mailer.send(mail);
}

/** Mails are counted by place first, so that nobody uses up the mails of others. */
function mailAttempts(c: Ctx, nit: string): Attempt[] {
  return [
    { limit: REGISTRATION_MAIL_FROM_HERE, of: `${nit}\n${c.get("clientPlace")}` },
    { limit: REGISTRATION_MAIL_BY_NIT, of: nit },
  ];
}

function mailOf(c: Ctx, registrant: Registrant, token: string): AccountMail | undefined {
  const { now, settings } = c.get("services");
  const { email, hasAccount } = registrant;
  if (email === null) return undefined;
  return hasAccount
    ? alreadyRegisteredMail(email, registrant, settings)
    : activationMail(email, registrant, settings, { token, askedAt: now() });
}
