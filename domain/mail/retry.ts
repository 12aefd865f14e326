const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long to wait after each failed attempt. */
export const WAITS_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  24 * HOUR_MS,
];

/** Seven tries within about 33 hours; then the mail is given up. */
export const MAX_ATTEMPTS = WAITS_MS.length + 1;

/** How long to wait after this many failed attempts; undefined where the mail is given up. */
export function waitBeforeRetryMs(attempts: number): number | undefined {
  return WAITS_MS[attempts - 1];
}
