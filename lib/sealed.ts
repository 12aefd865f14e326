/*
 * Secrets that are stored and must be read again, such as that of a second factor, are encrypted
 * ("sealed"): AES-256-GCM under a key made of `SESSION_SECRETS`, so that a copy of the database
 * alone is useless.
 */

const NONCE_BYTES = 12;
const INFO = new TextEncoder().encode("zona-ser sealed text");

/**
 * Encrypts a text under the newest secret. `purpose` binds it: under another purpose it cannot be
 * read.
 */
export async function seal(secrets: string[], purpose: string, text: string): Promise<string> {
  const [newest = ""] = secrets;
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const bytes = new TextEncoder().encode(text);
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(purpose) },
    await keyOf(newest),
    bytes,
  );
  return new Uint8Array([...nonce, ...new Uint8Array(sealed)]).toBase64();
}

/** Decrypts a text with any of the secrets; undefined where none of them fits. */
export async function unseal(
  secrets: string[],
  purpose: string,
  sealed: string,
): Promise<string | undefined> {
  const bytes = Uint8Array.fromBase64(sealed);
  const algorithm = {
    name: "AES-GCM",
    iv: bytes.slice(0, NONCE_BYTES),
    additionalData: new TextEncoder().encode(purpose),
  };
  for (const secret of secrets) {
    try {
      const key = await keyOf(secret);
      const text = await crypto.subtle.decrypt(algorithm, key, bytes.slice(NONCE_BYTES));
      return new TextDecoder().decode(text);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  return undefined;
}

/** The same as `seal`, in letters that an address takes as they are. */
export async function sealForAddress(
  secrets: string[],
  purpose: string,
  text: string,
): Promise<string> {
  const sealed = await seal(secrets, purpose, text);
  return sealed.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text that an address names; undefined for whatever was not sealed for it and this purpose. */
export async function unsealFromAddress(
  secrets: string[],
  purpose: string,
  typed: string,
): Promise<string | undefined> {
  if (!/^[\w-]+$/.test(typed) || typed.length % 4 === 1) return undefined;
  return await unseal(secrets, purpose, typed.replaceAll("-", "+").replaceAll("_", "/"));
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const material = new TextEncoder().encode(secret);
  const base = await crypto.subtle.importKey("raw", material, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: INFO };
  const cipher = { name: "AES-GCM", length: 256 };
  return await crypto.subtle.deriveKey(derivation, base, cipher, false, ["encrypt", "decrypt"]);
}
