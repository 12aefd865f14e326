import { timingSafeEqual } from "node:crypto";
import { type Argon2Workers, createArgon2Workers } from "./argon2_wasm.ts";
import { createQueue } from "../queue.ts";

/** Argon2id as OWASP's minimum (19 MiB, 2 passes, 1 lane), through WebCrypto or else WebAssembly. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Both throw QueueFullError where too many are asked at once. */
export type Passwords = {
  /** A password's hash as a PHC string. Unicode spellings of one text (NFC, NFD) hash alike. */
  hash(password: string): Promise<string>;
  /**
   * Whether a password is the one of a PHC string. With `undefined` (no such user) it does the same
   * work and answers false, so that the time says nothing.
   */
  verify(phc: string | undefined, password: string): Promise<boolean>;
};

/** Each hash takes 19 MiB and a core: a few at once, a short line, and then a plain refusal. */
export function createPasswords(): Passwords {
  const queue = createQueue({ atOnce: 2, longestLine: 20 });
  const workers = createArgon2Workers();
  const inTurn: Argon2id = (...work) => queue.run(() => argon2id(workers, ...work));
  return {
    hash: (password) => hashPassword(inTurn, password),
    verify: (phc, password) => verifyPassword(inTurn, phc, password),
  };
}

type Cost = { memory: number; passes: number; parallelism: number };
type Argon2id = (password: string, salt: Uint8Array, cost: Cost) => Promise<Uint8Array>;

async function hashPassword(argon2id: Argon2id, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const cost = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES };
  const hash = await argon2id(password, salt, cost);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(hash)}`;
}

async function verifyPassword(
  argon2id: Argon2id,
  phc: string | undefined,
  password: string,
): Promise<boolean> {
  const [, memory, passes, lanes, salt = "", hash = ""] = PHC.exec(phc ?? "") ?? [];
  const cost = {
    memory: Number(memory ?? MEMORY_KIB),
    passes: Number(passes ?? PASSES),
    parallelism: Number(lanes ?? LANES),
  };
  const saltBytes = salt === "" ? new Uint8Array(SALT_BYTES) : Uint8Array.fromBase64(salt);
  const actual = await argon2id(password, saltBytes, cost);
  return hash !== "" && isEqual(actual, Uint8Array.fromBase64(hash));
}

/** Whether a hash was made at another cost than today's, and should be made anew. */
export function isOutdated(phc: string): boolean {
  return !phc.startsWith(`$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$`);
}

async function argon2id(
  workers: Argon2Workers,
  password: string,
  salt: Uint8Array,
  cost: Cost,
): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(password.normalize("NFC"));
  return await argon2idByWebCrypto(bytes, salt, cost) ??
    await workers.hash({ password: bytes, salt, ...cost, hashBytes: HASH_BYTES });
}

/** The runtime's own Argon2id, off the main thread; undefined where the runtime has none. */
async function argon2idByWebCrypto(
  password: Uint8Array,
  salt: Uint8Array,
  cost: Cost,
): Promise<Uint8Array | undefined> {
  // The library's types do not know Argon2id and "raw-secret" yet.
  const subtle = crypto.subtle as unknown as {
    importKey(f: string, k: Uint8Array, a: string, e: boolean, u: string[]): Promise<CryptoKey>;
    deriveBits(algorithm: object, key: CryptoKey, bits: number): Promise<ArrayBuffer>;
  };
  try {
    const key = await subtle.importKey("raw-secret", password, "Argon2id", false, ["deriveBits"]);
    const algorithm = { name: "Argon2id", nonce: salt, ...cost };
    return new Uint8Array(await subtle.deriveBits(algorithm, key, HASH_BYTES * 8));
  } catch (error) {
    if (error instanceof TypeError || isNotSupported(error)) return undefined;
    throw error;
  }
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function isNotSupported(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotSupportedError";
}

function base64(bytes: Uint8Array): string {
  return bytes.toBase64({ omitPadding: true });
}
