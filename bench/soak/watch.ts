import { memoryOf } from "../../tests/support/memory.ts";
import { median } from "../support/statistics.ts";

/** What a process holds at a moment. */
export type Sample = { seconds: number; rss: number; descriptors: number; sockets: number };

/** Growth from the second quarter of a run to its last one; the first one warms up. */
export type Growth = { rss: number; rssPart: number; descriptors: number };

const MAX_RSS_PART = 0.1;
const MAX_DESCRIPTORS = 5;

export async function sampleOf(pid: number, seconds: number): Promise<Sample> {
  const { now: rss } = await memoryOf(pid);
  let [descriptors, sockets] = [0, 0];
  for await (const { name } of Deno.readDir(`/proc/${pid}/fd`)) {
    // One that is closed meanwhile has no target.
    const target = await Deno.readLink(`/proc/${pid}/fd/${name}`).catch(() => undefined);
    if (target?.startsWith("socket:")) sockets++;
    else if (target !== undefined) descriptors++;
  }
  return { seconds, rss, descriptors, sockets };
}

/** Sockets are left out: their number is that of whoever asks. */
export function growthOf(samples: Sample[]): Growth {
  const quarter = Math.floor(samples.length / 4);
  const middleOf = (from: number, of: (sample: Sample) => number) =>
    median(samples.slice(from, from + quarter).map(of));
  const [second, last] = [quarter, samples.length - quarter];
  const rss = middleOf(last, (one) => one.rss) - middleOf(second, (one) => one.rss);
  return {
    rss,
    rssPart: rss / middleOf(second, (one) => one.rss),
    descriptors: middleOf(last, (one) => one.descriptors) -
      middleOf(second, (one) => one.descriptors),
  };
}

export function isFlat({ rssPart, descriptors }: Growth): boolean {
  return rssPart <= MAX_RSS_PART && descriptors <= MAX_DESCRIPTORS;
}
