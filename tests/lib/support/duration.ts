import { assert } from "@std/assert";
import process from "node:process";

const TRIES = 5;

/**
 * Asserts that work keeps this thread busy for less than some milliseconds at least once. What the
 * machine does for others meanwhile is not the work's, however long it lasts.
 */
export async function assertQuick(limitMs: number, work: () => unknown, what = ""): Promise<void> {
  await assertShort(limitMs, async () => {
    const before = threadMs();
    await work();
    return threadMs() - before;
  }, what);
}

/**
 * Asserts that of what runs at once each piece ends within some milliseconds of the clock. What a busy
 * machine kept longer is done again, alone.
 */
export async function assertEachQuick(
  limitMs: number,
  works: (() => Promise<unknown>)[],
): Promise<void> {
  const times = await Promise.all(works.map(timeOf));
  const late = works.filter((_, index) => (times[index] ?? 0) >= limitMs);
  const what = `after ${times.join(", ")} ms`;
  for (const work of late) await assertShort(limitMs, () => timeOf(work), what);
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

/** How long this thread has been at work so far, in milliseconds of the processor. */
export function threadMs(): number {
  return msOf(process.threadCpuUsage());
}

export function msOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

async function timeOf(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
