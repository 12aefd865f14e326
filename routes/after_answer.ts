import { withoutHurry } from "../lib/patience.ts";
import { letOthersRun } from "../lib/turn.ts";
import type { Background, Ctx } from "./context.ts";

/**
 * Starts work when the answer has gone out, so that how long the answer takes does not tell whether
 * there is any. Where the runtime does not say when that is, it starts as other background work does.
 */
export function afterAnswer(c: Ctx, work: () => Promise<void>): void {
  const { completed }: Partial<Deno.ServeHandlerInfo> = c.env ?? {};
  // Whoever closes the connection before the answer has come gets the mail all the same.
  const gone = completed?.catch(() => {});
  c.get("services").background.run(async () => {
    await gone;
    // The runtime says so before it writes the bytes: work in the same turn would hold them up.
    await letOthersRun();
    await work();
  });
}

export function createBackground(
  onError: (error: unknown) => void,
  signal: AbortSignal = new AbortController().signal,
): Background {
  const running = new Set<Promise<void>>();
  return {
    signal,
    run(work) {
      const task = withoutHurry(() => Promise.resolve().then(work)).catch(onError)
        .finally(() => running.delete(task));
      running.add(task);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
