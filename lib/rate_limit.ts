import { setNewest } from "./newest.ts";

/** Counts requests by key, and says whether one more may be answered. */
export type RateLimit = {
  readonly max: number;
  readonly windowMs: number;
  /** Counts one request: how many are left in its window, and for how long the window lasts. */
  take(key: string, nowMs: number): { isAllowed: boolean; left: number; endsInMs: number };
};

/** How many keys are remembered; the window that began first makes room. */
const MAX_KEYS = 10_000;

/**
 * At most `max` requests of a key in a window that begins with its first request. It is in memory: of
 * two processes each counts for itself, so together they allow twice as many, and no request costs a
 * write.
 */
export function createRateLimit(max: number, windowMs: number): RateLimit {
  const windows = new Map<string, { endsAt: number; count: number }>();
  return {
    max,
    windowMs,
    take(key, nowMs) {
      const known = windows.get(key);
      // Where the clock was put back, the window would last longer than any window does.
      const isOpen = known && nowMs < known.endsAt && known.endsAt <= nowMs + windowMs;
      const window = isOpen ? known : { endsAt: nowMs + windowMs, count: 0 };
      if (!isOpen) setNewest(windows, MAX_KEYS, key, window);
      window.count++;
      const left = Math.max(0, max - window.count);
      return { isAllowed: window.count <= max, left, endsInMs: window.endsAt - nowMs };
    },
  };
}
