import { setNewest } from "../newest.ts";
import { codeFor, isCodeFor } from "./signed_token.ts";

/** How many codes are remembered. */
const MAX_KNOWN = 10_000;
const NAME_DIGITS = 16;
/** Of a code and of its mask. */
const BYTES = 32;
const MASKED = new RegExp(`^[0-9a-f]{${4 * BYTES}}$`);

/** Codes that only we can make for a text, written in another way each time. */
export type MaskedCodes = {
  make(text: string): string;
  /** Whether it was made for the text, under any of the secrets. */
  isFor(text: string, made: string): boolean;
  /** A name for the text that only we can give it, short and the same each time: it is no code. */
  nameOf(text: string): string;
};

/**
 * A code is the text's HMAC, which is made once, under a mask of as many random bytes, which comes
 * first: two of them have nothing in common, so compression reveals nothing of either.
 */
export function maskedCodes(secrets: string[]): MaskedCodes {
  const known = new Map<string, Uint8Array>();

  function keep(text: string): Uint8Array {
    const code = Uint8Array.fromHex(codeFor(secrets, text));
    setNewest(known, MAX_KNOWN, text, code);
    return code;
  }

  return {
    make(text) {
      const code = known.get(text) ?? keep(text);
      const mask = crypto.getRandomValues(new Uint8Array(BYTES));
      return mask.toHex() + masked(code, mask);
    },
    isFor(text, made) {
      if (!MASKED.test(made)) return false;
      const bytes = Uint8Array.fromHex(made);
      return isCodeFor(secrets, text, masked(bytes.subarray(BYTES), bytes.subarray(0, BYTES)));
    },
    nameOf: (text) => codeFor(secrets, text).slice(0, NAME_DIGITS),
  };
}

/** In hexadecimal; masking twice gives what was masked. */
function masked(bytes: Uint8Array, mask: Uint8Array): string {
  return bytes.map((byte, index) => byte ^ (mask[index] ?? 0)).toHex();
}
