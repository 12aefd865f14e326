import { assert } from "@std/assert";

const TRIES = 5;

/** Asserts that work ends within some milliseconds, as `assertShort` does. */
export async function assertQuick(limitMs: number, work: () => unknown, what = ""): Promise<void> {
  await assertShort(limitMs, () => timeOf(work), what);
}

/**
 * Asserts that of what runs at once each piece ends within some milliseconds. What a busy machine
 * kept longer is done again, alone, as by `assertQuick`.
 */
export async function assertEachQuick(
  limitMs: number,
  works: (() => Promise<unknown>)[],
): Promise<void> {
  const times = await Promise.all(works.map(timeOf));
  const late = works.filter((_, index) => (times[index] ?? 0) >= limitMs);
  for (const work of late) await assertQuick(limitMs, work, `after ${times.join(", ")} ms`);
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

async function timeOf(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
