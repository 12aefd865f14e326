const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

const WAITS_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  24 * HOUR_MS,
];

/** A mail is tried so often, over a day and a half, before it is given up. */
export const MAX_ATTEMPTS = WAITS_MS.length + 1;

/** How long to wait after so many failed attempts; undefined where the mail is given up. */
export function waitBeforeRetryMs(attempts: number): number | undefined {
  return WAITS_MS[attempts - 1];
}
