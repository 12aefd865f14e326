/** What a sign-in must hash at least (OWASP's minimum for Argon2id): 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const HASH_BITS = 256;
const SALT_BYTES = 16;

/** Milliseconds of one bare Argon2id hash by the runtime's own WebCrypto. */
export async function timeBareHash(password: string): Promise<number> {
  const bytes = new TextEncoder().encode(password);
  const nonce = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  // The library's types do not know Argon2id and "raw-secret" yet.
  const subtle = crypto.subtle as unknown as {
    importKey(f: string, k: Uint8Array, a: string, e: boolean, u: string[]): Promise<CryptoKey>;
    deriveBits(algorithm: object, key: CryptoKey, bits: number): Promise<ArrayBuffer>;
  };
  const began = performance.now();
  const key = await subtle.importKey("raw-secret", bytes, "Argon2id", false, ["deriveBits"]);
  await subtle.deriveBits({ name: "Argon2id", nonce, ...COST }, key, HASH_BITS);
  return performance.now() - began;
}
