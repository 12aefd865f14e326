import { MAX_CLOCK_AHEAD_MS } from "../accounts/clock.ts";

/** How far the last check of the chain of events is; stored, so that any process can show it. */
export type ChainCheck = {
  startedAt: number;
  /** When its process last gave a sign of life. */
  heartbeatAt: number;
  by: string;
  count: number;
  total: number;
  state: "running" | "whole" | "broken";
  brokenAt: number | null;
};

const SILENCE_MS = 60 * 1000;

/**
 * A check whose process has been silent for a minute died with it; another one may begin. So it does
 * where the last sign of life lies in the future, noted before the clock was put back.
 */
export function isChainCheckRunning(check: ChainCheck | undefined, nowMs: number): boolean {
  if (check?.state !== "running") return false;
  const silentMs = nowMs - check.heartbeatAt;
  return silentMs >= -MAX_CLOCK_AHEAD_MS && silentMs < SILENCE_MS;
}
