const TOKEN_BYTES = 24;

/** 192 random bits as text for a link or a header. */
export function newSecretToken(prefix = ""): string {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
  return prefix + bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** What is stored of a token or a text: its SHA-256 in hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}
