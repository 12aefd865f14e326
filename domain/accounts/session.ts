import { MAX_CLOCK_AHEAD_MS } from "./clock.ts";

/** A session ends after half an hour without use, and eight hours after it began in any case. */
export const SESSION_IDLE_MS = 30 * 60 * 1000;
export const SESSION_LIFETIME_MS = 8 * 60 * 60 * 1000;

/** Its last use is written at most once a minute. */
export const SESSION_TOUCH_MS = 60 * 1000;

/**
 * How long after the primary database said that a session is alive it may read on at a replica, while
 * the primary does not answer.
 */
export const READ_ON_MS = 5 * 60 * 1000;

export type SessionTimes = { createdAt: number; lastUsedAt: number; endedAt: number | null };

/** One that was used in the future is over: where the clock was put back, it would live too long. */
export function isSessionAlive(session: SessionTimes, nowMs: number): boolean {
  const unusedMs = nowMs - session.lastUsedAt;
  return session.endedAt === null && unusedMs <= SESSION_IDLE_MS &&
    unusedMs >= -MAX_CLOCK_AHEAD_MS && nowMs - session.createdAt <= SESSION_LIFETIME_MS;
}

/** Whoever has just signed in need not prove the password again. */
export const FRESH_SESSION_MS = 10 * 60 * 1000;

export function isFreshSession({ createdAt }: { createdAt: number }, nowMs: number): boolean {
  return nowMs - createdAt <= FRESH_SESSION_MS;
}

/** A session that is alive, as a list shows it; instants in milliseconds. */
export type ListedSession = {
  id: string;
  createdAt: number;
  lastUsedAt: number;
  address: string;
  userAgent: string;
};
