/** The middle of some figures; of an even number of them the higher middle one. */
export function median(figures: number[]): number {
  return percentile(figures, 0.5);
}

/** The figure under which `part` (0 to 1) of the figures lie; NaN of none. */
export function percentile(figures: number[], part: number): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** Figures of a peer and of the portal, and the portal's divided by the peer's; medians of rounds. */
export type Comparison = { peer: number; portal: number; ratio: number };

/** The ratio is of rounds that were run one after the other, so a busy machine touches both. */
export function comparison(peer: number[], portal: number[]): Comparison {
  const ratios = portal.map((figure, round) => figure / (peer[round] ?? NaN));
  return { peer: median(peer), portal: median(portal), ratio: median(ratios) };
}
