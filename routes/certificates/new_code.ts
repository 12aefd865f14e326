import { CODE_BYTES, secretCode } from "../../domain/code.ts";

/** A code that no certificate has yet. */
export function newCode(): string {
  return secretCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
}
