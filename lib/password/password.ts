import { timingSafeEqual } from "node:crypto";
import { createArgon2Workers } from "./argon2_wasm.ts";
import { createQueue } from "../queue.ts";

/** Argon2id with OWASP's minimum: 19 MiB, 2 passes, 1 lane. */
const MINIMUM: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Both throw QueueFullError where too many are asked for at once; disposing ends the threads. */
export type Passwords = Disposable & {
  /** A password's hash as a PHC string. Unicode spellings of one text (NFC, NFD) hash alike. */
  hash(password: string): Promise<string>;
  /**
   * Whether a password is the one of a PHC string. With `undefined` (no such user) it does the same
   * work and answers false, so that the time reveals nothing.
   */
  verify(phc: string | undefined, password: string): Promise<boolean>;
  /** Whether a hash was made at another cost than today's, and should be replaced. */
  isOutdated(phc: string): boolean;
};

/** Memory in KiB. */
type Cost = { memory: number; passes: number; parallelism: number };

/**
 * Each hash takes 19 MiB and a core: a few at once, some wait, the rest are refused. Only tests of
 * something else give another cost.
 */
export function createPasswords(today: Cost = MINIMUM): Passwords {
  const queue = createQueue({ atOnce: 2, longestLine: 20 });
  const workers = createArgon2Workers();
  const argon2id: Argon2id = (text, salt, cost) => {
    const password = new TextEncoder().encode(text.normalize("NFC"));
    return queue.run(() => workers.hash({ password, salt, ...cost, hashBytes: HASH_BYTES }));
  };
  return {
    hash: (password) => hashPassword(argon2id, today, password),
    verify: (phc, password) => verifyPassword(argon2id, today, phc, password),
    isOutdated: (phc) => !phc.startsWith(prefixOf(today)),
    [Symbol.dispose]: () => workers[Symbol.dispose](),
  };
}

type Argon2id = (password: string, salt: Uint8Array, cost: Cost) => Promise<Uint8Array>;

async function hashPassword(argon2id: Argon2id, cost: Cost, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const hash = await argon2id(password, salt, cost);
  return `${prefixOf(cost)}${base64(salt)}$${base64(hash)}`;
}

function prefixOf({ memory, passes, parallelism }: Cost): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$`;
}

async function verifyPassword(
  argon2id: Argon2id,
  today: Cost,
  phc: string | undefined,
  password: string,
): Promise<boolean> {
  const [, memory, passes, lanes, salt = "", hash = ""] = PHC.exec(phc ?? "") ?? [];
  const cost = {
    memory: Number(memory ?? today.memory),
    passes: Number(passes ?? today.passes),
    parallelism: Number(lanes ?? today.parallelism),
  };
  const saltBytes = salt === "" ? new Uint8Array(SALT_BYTES) : Uint8Array.fromBase64(salt);
  // No password is empty, and the library hashes no empty one; the work must be the same.
  const actual = await argon2id(password || " ", saltBytes, cost);
  return password !== "" && hash !== "" && isEqual(actual, Uint8Array.fromBase64(hash));
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function base64(bytes: Uint8Array): string {
  return bytes.toBase64({ omitPadding: true });
}
