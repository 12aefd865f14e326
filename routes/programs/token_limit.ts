import { createRateLimit, type RateLimit } from "../../lib/rate_limit.ts";

/** Far more than any program needs, and few enough that one in a loop leaves room for people. */
const REQUESTS_A_MINUTE = 6000;
const MINUTE_MS = 60 * 1000;

export function createTokenLimit(): RateLimit {
  return createRateLimit(REQUESTS_A_MINUTE, MINUTE_MS);
}
