/** Counts the passwords that are hashed from now on, and how many at once; the hashing stays real. */
export type HashCount = Disposable & { total: number; atOnce: number };

export function countHashes(): HashCount {
  const { subtle } = crypto;
  const own = subtle.deriveBits;
  const count = {
    total: 0,
    atOnce: 0,
    [Symbol.dispose]: () => void (subtle.deriveBits = own),
  };
  let running = 0;
  subtle.deriveBits = async (...args) => {
    count.total++;
    count.atOnce = Math.max(count.atOnce, ++running);
    try {
      return await Reflect.apply(own, subtle, args);
    } finally {
      running--;
    }
  };
  return count;
}
