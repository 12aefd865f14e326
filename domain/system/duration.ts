/** A duration as people read it: `0,4 ms`, `38 ms`, `1,2 s`. */
export function formatDuration(ms: number): string {
  if (ms >= 1000) return `${inTenths(ms / 1000)} s`;
  return `${ms < 10 ? inTenths(ms) : Math.round(ms)} ms`;
}

function inTenths(amount: number): string {
  return amount.toFixed(1).replace(".", ",");
}
