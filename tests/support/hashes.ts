import { createPasswords } from "../../lib/password/password.ts";

/** What the portal is served with, at the real cost; the threads start here, before any test. */
export const REAL_PASSWORDS = createPasswords();
await Promise.all(["one", "two"].map((password) => REAL_PASSWORDS.hash(password)));

/** Counts the passwords that are hashed from now on, and how many at once; the hashing stays real. */
export type HashCount = Disposable & { total: number; atOnce: number };

/** Each hash is a message to a worker and its answer. */
export function countHashes(): HashCount {
  const own = Worker.prototype.postMessage;
  const count = {
    total: 0,
    atOnce: 0,
    [Symbol.dispose]: () => void (Worker.prototype.postMessage = own),
  };
  let running = 0;
  Worker.prototype.postMessage = function (...work: unknown[]) {
    count.total++;
    count.atOnce = Math.max(count.atOnce, ++running);
    this.addEventListener("message", () => void running--, { once: true });
    return Reflect.apply(own, this, work);
  };
  return count;
}
