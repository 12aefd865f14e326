import { certificateCode, CODE_BYTES } from "../../domain/certificates/code.ts";

/** A code that no certificate has yet. */
export function newCode(): string {
  return certificateCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
}
