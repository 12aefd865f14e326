import { createHash } from "node:crypto";

const TOKEN_BYTES = 24;

/** 192 random bits as text for a link or a header. */
export function newSecretToken(prefix = ""): string {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
  return prefix + bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** The SHA-256 of a text in hexadecimal: all that is stored of a token. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
