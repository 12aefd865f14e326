/** Characters that are not mistaken for one another when read from a screen. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

type Prefix = "SR" | "CT" | "DP" | "CO" | "CI" | "LL" | "AC" | "AF" | "MD" | "PQ";

/** A radicado: the kind of request, the year and eight random characters: `SR-2026-7K3MWP2Q`. */
export function folio(prefix: Prefix, year: string, randomBytes: Uint8Array): string {
  const signs = [...randomBytes.slice(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]);
  return `${prefix}-${year}-${signs.join("")}`;
}

/** Whether a text in upper case may be a radicado of this kind. */
export function isFolio(prefix: Prefix, text: string): boolean {
  return text.startsWith(`${prefix}-`) && /^[A-Z]{2}-\d{4}-[0-9A-Z]{8}$/.test(text);
}
