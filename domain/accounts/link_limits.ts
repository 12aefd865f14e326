import { type AttemptLimit, THREE_AN_HOUR } from "./attempt_limit.ts";

const MINUTE_MS = 60 * 1000;

/** A mailbox gets at most three links to a new password or address an hour. */
export const LINK_BY_USER: AttemptLimit = { name: "link by user", ...THREE_AN_HOUR };

/**
 * A link to a new password voids the one before. Whoever asks again within a minute, by a second click
 * or because the mail has not come yet, would find that dead, so the first one stays the only one.
 */
export const LINK_JUST_MAILED: AttemptLimit = {
  name: "link just mailed",
  free: 0,
  firstWaitMs: MINUTE_MS,
  longestWaitMs: MINUTE_MS,
  forgottenAfterMs: MINUTE_MS,
};
