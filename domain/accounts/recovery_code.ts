/** Letters and digits that are not mistaken for one another. */
const SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
const LENGTH = 16;
export const RECOVERY_CODE_COUNT = 10;

/**
 * A recovery code made of random bytes, one character each, in groups of four:
 * `abcd-efgh-jkmn-pqrs`.
 */
export function recoveryCode(randomBytes: Uint8Array): string {
  const signs = [...randomBytes.slice(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]);
  return signs.join("").replace(/(.{4})(?=.)/g, "$1-");
}

export const RECOVERY_CODE_BYTES = LENGTH;

/** A recovery code as typed, in the form that is hashed; undefined where it cannot be one. */
export function plainRecoveryCode(typed: string): string | undefined {
  const plain = typed.toLowerCase().replace(/[\s-]/g, "");
  if (plain.length !== LENGTH || [...plain].some((sign) => !SIGNS.includes(sign))) return undefined;
  return plain;
}
