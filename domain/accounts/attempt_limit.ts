/** How often something may be tried before one has to wait; each wait is twice the one before. */
export type AttemptLimit = {
  /** What is counted: `sign-in by source`. */
  name: string;
  /** So many tries cost nothing; the next one is taken and begins the first wait. */
  free: number;
  firstWaitMs: number;
  longestWaitMs: number;
  /** Counting begins anew after so long without a try. */
  forgottenAfterMs: number;
};

export const FIRST_WAIT_MS = 30 * 1000;
export const MAX_WAIT_MS = 15 * 60 * 1000;

const HOUR_MS = 60 * 60 * 1000;
const WAITS = {
  firstWaitMs: FIRST_WAIT_MS,
  longestWaitMs: MAX_WAIT_MS,
  forgottenAfterMs: HOUR_MS,
};

/** Nine wrong passwords of one user from one place are free; from there on each one costs a wait. */
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

/** Many places that try one user; a device from which the user signed in before is not counted. */
export const SIGN_IN_BY_USER: AttemptLimit = {
  name: "sign-in by user",
  free: 100,
  ...WAITS,
};

/** Whoever finds a session open shall not guess its password. */
export const PASSWORD_BY_USER: AttemptLimit = {
  name: "current password by user",
  free: 9,
  ...WAITS,
};

/** Whoever reads a provider's mail shall not guess the password that its link asks for. */
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

/** An alarm of one place is raised, and then kept silent for a while. */
export const ALARM_BY_SOURCE: AttemptLimit = {
  name: "alarm by source",
  free: 0,
  firstWaitMs: MAX_WAIT_MS,
  longestWaitMs: MAX_WAIT_MS,
  forgottenAfterMs: HOUR_MS,
};

/** What mails an administrator may have us send. */
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

/** Requests that the staff must read. */
export const REQUEST_FROM_HERE: AttemptLimit = {
  name: "request by source",
  free: 5,
  ...WAITS,
};

/** Inquiries and messages of one provider that the staff must read, with up to ten megabytes each. */
export const INQUIRY_BY_PROVIDER: AttemptLimit = {
  name: "inquiry by provider",
  free: 30,
  ...WAITS,
};

/** A representative's cédula is no secret, but nobody shall try them one after the other. */
export const CEDULA_FROM_HERE: AttemptLimit = {
  name: "cédula by NIT and source",
  free: 9,
  ...WAITS,
};

/** High, because whoever uses it up keeps the provider itself waiting. */
export const CEDULA_BY_NIT: AttemptLimit = {
  name: "cédula by NIT",
  free: 200,
  ...WAITS,
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

/** A mailbox gets at most three mails of registration an hour. */
export const MAIL_BY_NIT: AttemptLimit = {
  name: "mail by NIT",
  free: 2,
  firstWaitMs: HOUR_MS,
  longestWaitMs: HOUR_MS,
  forgottenAfterMs: HOUR_MS,
};

/** `Espere 2 minutos` or `Espere 30 segundos`, rounded up. */
export function describeWait(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  if (seconds < 60) return `${seconds} ${seconds === 1 ? "segundo" : "segundos"}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} ${minutes === 1 ? "minuto" : "minutos"}`;
}
