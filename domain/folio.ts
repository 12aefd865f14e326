/** Signs that are not taken for one another when read aloud. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

/** A radicado: what it is of, the year, and signs that nobody guesses: `SR-2026-7K3MWP2Q`. */
export function folio(prefix: "SR" | "DP" | "CO", year: string, randomBytes: Uint8Array): string {
  const signs = [...randomBytes.slice(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]);
  return `${prefix}-${year}-${signs.join("")}`;
}
