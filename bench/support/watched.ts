import { memoryOf } from "../../tests/support/memory.ts";

const WATCH_EVERY_MS = 50;

export type Watched = { ms: number; peakBytes: number; said: string };

/** Runs a command to its end; answers its time, the most memory that it had, and what it said. */
export async function watch(command: Deno.Command): Promise<Watched> {
  const began = performance.now();
  const process = command.spawn();
  const state = { hasEnded: false };
  const ended = process.output().finally(() => state.hasEnded = true);
  let peakBytes = 0;
  while (!state.hasEnded) {
    const { peak } = await memoryOf(process.pid).catch(() => ({ peak: 0 }));
    if (peak > peakBytes) peakBytes = peak;
    await new Promise((resolve) => setTimeout(resolve, WATCH_EVERY_MS));
  }
  const { success, stdout, stderr } = await ended;
  const decoder = new TextDecoder();
  const said = decoder.decode(stdout);
  if (!success) throw new Error((said + decoder.decode(stderr)).slice(-2000));
  return { ms: performance.now() - began, peakBytes, said };
}
