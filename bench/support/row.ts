import type { Stage } from "./stage.ts";

/** One line of the table. Figures are texts with their units; `verdict` is a word, or why not. */
export type Figure = {
  id: string;
  what: string;
  goal: string;
  portal: string;
  peer: string;
  ratio: string;
  verdict: string;
};

/** Rows that are measured together: which ids they fill, and whether only when asked for. */
export type Family = {
  ids: string[];
  isHeavy?: boolean;
  measure: (stage: Stage) => Promise<Figure[]>;
};

export const NONE = "–";

/**
 * A row whose figure has a limit: `sign` says on which side of `limit` the goal lies. A figure with
 * a unit (empty for a count) is no ratio.
 */
export function judged(
  { id, what, portal, peer = NONE, value, sign, limit, unit }: {
    id: string;
    what: string;
    portal: string;
    peer?: string;
    value: number;
    sign: "≥" | "≤";
    limit: number;
    unit?: string;
  },
): Figure {
  const isReached = sign === "≥" ? value >= limit : value <= limit;
  return {
    id,
    what,
    goal: `${sign} ${short(limit)}${unit ?? ""}`,
    portal,
    peer,
    ratio: unit === undefined ? short(value) : NONE,
    verdict: isReached ? "reached" : "not reached",
  };
}

/** A figure to compare a row with; it has no goal of its own. */
export function compared(id: string, what: string, portal: string, peer: string, ratio: number) {
  return { id, what, goal: NONE, portal, peer, ratio: short(ratio), verdict: NONE };
}

export function skipped(id: string, what: string, goal: string, why: string): Figure {
  return { id, what, goal, portal: NONE, peer: NONE, ratio: NONE, verdict: `skipped: ${why}` };
}

/** Three significant digits, without an exponent. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return NONE;
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(2)));
}

/** A rate, a time and a size with their units. */
export const perSecond = (rate: number) => `${short(rate)}/s`;
export const milliseconds = (ms: number) => `${short(ms)} ms`;
export const megabytes = (bytes: number) => `${short(bytes / 1e6)} MB`;
export const kilobytes = (bytes: number) => `${short(bytes / 1000)} kB`;
