/** Letters and digits that are not mistaken for one another on paper: no 0, O, 1, I or L. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 12;
/** Bytes from here on would make the first signs likelier than the others. */
const FAIR_BYTES = 256 - 256 % SIGNS.length;
/** So many that, but for once in 10^20 times, enough of them are fair. */
export const CODE_BYTES = 32;

/** A code that nobody can guess, of CODE_BYTES random bytes: 59 bits. */
export function secretCode(randomBytes: Uint8Array): string {
  const fair = [...randomBytes].filter((byte) => byte < FAIR_BYTES).slice(0, LENGTH);
  return fair.map((byte) => SIGNS[byte % SIGNS.length]).join("");
}

/** A code as people copy it: small letters, with or without dashes and spaces. */
export function readCode(typed: string): string | undefined {
  const code = typed.replace(/[\s\p{Pd}]/gu, "").toUpperCase();
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign))
    ? code
    : undefined;
}

/** `ABCD-EFGH-2345`, as paper, address and screen have it. */
export function writtenCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}
