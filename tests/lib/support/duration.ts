import { assert } from "@std/assert";

const TRIES = 5;

/** Asserts that work ends within some milliseconds, as `assertShort` does. */
export async function assertQuick(limitMs: number, work: () => unknown, what = ""): Promise<void> {
  await assertShort(limitMs, async () => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  }, what);
}

/**
 * Asserts that what is measured takes less than some milliseconds at least once. Other tests run
 * beside it, and a busy machine may stop it for a while; what is slow by itself is slow every time.
 */
export async function assertShort(
  limitMs: number,
  measure: () => Promise<number>,
  what = "",
): Promise<void> {
  const measured: number[] = [];
  while (measured.length < TRIES && !measured.some((ms) => ms < limitMs)) {
    measured.push(await measure());
  }
  assert(measured.some((ms) => ms < limitMs), `${what}: ${measured.join(", ")} ms`);
}
