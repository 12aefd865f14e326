/** A request that failed or took long; it names no person and no address. */
export type Trouble = {
  at: number;
  kind: "error" | "slow";
  /** Method and route, with names where an address has values: `GET /pagos/:documentNumber`. */
  route: string;
  requestId: string;
  durationMs: number;
  /** The error's class and first line without values; empty where it was only slow. */
  problem: string;
};

/** A request that takes longer is worth a look. */
export const SLOW_MS = 1000;

const CODE_LENGTH = 8;

/** The number that an error page shows: the start of the request's id, which the log has. */
export function requestCode(requestId: string): string {
  return requestId.slice(0, CODE_LENGTH);
}

/** The number as somebody types or dictates it; undefined where it is none. */
export function readRequestCode(typed: string): string | undefined {
  const code = typed.replace(/[\s.-]/g, "").toLowerCase();
  return /^[0-9a-f]{8}$/.test(code) ? code : undefined;
}
