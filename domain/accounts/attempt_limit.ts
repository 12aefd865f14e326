/** How often something may be tried before one has to wait; each wait is twice the one before. */
export type AttemptLimit = {
  /** What is counted: `sign-in by source`. */
  name: string;
  /** This many attempts are free. The next is still allowed, and starts the first wait. */
  free: number;
  firstWaitMs: number;
  longestWaitMs: number;
  /** After this long without an attempt, counting starts again from zero. */
  forgottenAfterMs: number;
};

export const FIRST_WAIT_MS = 30 * 1000;
export const MAX_WAIT_MS = 15 * 60 * 1000;

const TEN_MINUTES_MS = 10 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
export const WAITS = {
  firstWaitMs: FIRST_WAIT_MS,
  longestWaitMs: MAX_WAIT_MS,
  forgottenAfterMs: HOUR_MS,
};

/**
 * Nine wrong passwords of one user from one place are free; from there on each one costs a wait.
 */
export const SIGN_IN_FROM_HERE: AttemptLimit = {
  name: "sign-in by user and source",
  free: 9,
  ...WAITS,
};

/** One place that tries many users is slowed down whichever they are. */
export const SIGN_IN_BY_SOURCE: AttemptLimit = {
  name: "sign-in by source",
  free: 60,
  ...WAITS,
};

/**
 * Many places that try one user; sign-ins from an address that the user has used lately are not
 * counted.
 */
export const SIGN_IN_BY_USER: AttemptLimit = {
  name: "sign-in by user",
  free: 100,
  ...WAITS,
};

/** Whoever finds somebody's session open must not be able to guess the password. */
export const PASSWORD_BY_USER: AttemptLimit = {
  name: "current password by user",
  free: 9,
  ...WAITS,
};

/**
 * Whoever reads a provider's mail must not be able to guess the password that the link asks for.
 */
export const ACTIVATION_BY_LINK: AttemptLimit = {
  name: "activation by link",
  free: 9,
  ...WAITS,
};

/** Codes of six digits are few: five wrong ones cost a wait. */
export const SECOND_FACTOR_BY_USER: AttemptLimit = {
  name: "second factor by user",
  free: 4,
  ...WAITS,
};

/** A passkey cannot be guessed; this keeps whoever asks for challenges from filling the table. */
export const PASSKEY_BY_SOURCE: AttemptLimit = {
  name: "passkey by source",
  free: 60,
  ...WAITS,
};

/** An alarm about one place is raised once, and not again for a quarter of an hour. */
export const ALARM_BY_SOURCE: AttemptLimit = {
  name: "alarm by source",
  free: 0,
  firstWaitMs: MAX_WAIT_MS,
  longestWaitMs: MAX_WAIT_MS,
  forgottenAfterMs: HOUR_MS,
};

/** Invitations that a provider, or one person of the staff, may have mailed. */
export const INVITATION_BY_PROVIDER: AttemptLimit = {
  name: "invitation by provider",
  free: 30,
  ...WAITS,
};

/** A double click invites once: a second mail would void the link in the first. */
export const SAME_INVITATION: AttemptLimit = {
  name: "invitation by address",
  free: 0,
  firstWaitMs: 5 * 1000,
  longestWaitMs: 5 * 1000,
  forgottenAfterMs: 5 * 1000,
};

/** Each change of the addresses that get notices mails the address on file. */
export const CONTACTS_BY_PROVIDER: AttemptLimit = {
  name: "notice contacts by provider",
  free: 5,
  ...WAITS,
};

/** How often the staff may have instructions or a link sent to one mailbox. */
export const STAFF_MAIL: AttemptLimit = {
  name: "mail by the staff",
  free: 5,
  ...WAITS,
};

/** Requests to register, or about one's own data, which the staff must read. */
export const REQUEST_FROM_HERE: AttemptLimit = {
  name: "request by source",
  free: 5,
  ...WAITS,
};

/**
 * Inquiries and messages of one provider that the staff must read, with up to ten megabytes each.
 */
export const INQUIRY_BY_PROVIDER: AttemptLimit = {
  name: "inquiry by provider",
  free: 30,
  ...WAITS,
};

/** A cédula and a birth date are no secrets, but nobody must try one after another. */
export const PROOF_FROM_HERE: AttemptLimit = {
  name: "proof by registrant and source",
  free: 9,
  ...WAITS,
};

/**
 * High, and soon forgotten, because whoever uses it up makes the registrant wait: one place
 * alone, slowed down to an attempt in fifteen minutes, never does.
 */
export const PROOF_BY_REGISTRANT: AttemptLimit = {
  name: "proof by registrant",
  free: 200,
  ...WAITS,
  forgottenAfterMs: TEN_MINUTES_MS,
};

/** Each finished registration costs a hash and three rows. */
export const ACCOUNT_FROM_HERE: AttemptLimit = {
  name: "account by source",
  free: 20,
  ...WAITS,
};

export const REGISTRATION_BY_SOURCE: AttemptLimit = {
  name: "registration by source",
  free: 40,
  ...WAITS,
};

export const THREE_AN_HOUR = {
  free: 2,
  firstWaitMs: HOUR_MS,
  longestWaitMs: HOUR_MS,
  forgottenAfterMs: HOUR_MS,
};

/** What mails of registration one place may have sent to a registrant; no other place loses by it. */
export const REGISTRATION_MAIL_FROM_HERE: AttemptLimit = {
  name: "registration mail by registrant and source",
  ...THREE_AN_HOUR,
};

/**
 * What mails of registration all places together may have sent to a registrant. One place comes to one
 * an hour, which is forgotten in between, so only many can use it up, and only for ten minutes.
 */
export const REGISTRATION_MAIL_BY_REGISTRANT: AttemptLimit = {
  name: "registration mail by registrant",
  free: 11,
  firstWaitMs: TEN_MINUTES_MS,
  longestWaitMs: TEN_MINUTES_MS,
  forgottenAfterMs: TEN_MINUTES_MS,
};

/** `Espere 2 minutos` or `Espere 30 segundos`, rounded up. */
export function describeWait(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  if (seconds < 60) return `${seconds} ${seconds === 1 ? "segundo" : "segundos"}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} ${minutes === 1 ? "minuto" : "minutos"}`;
}
