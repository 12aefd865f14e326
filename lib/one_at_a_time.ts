/**
 * Work that never runs twice at once: calls that come while it runs wait for that run to end, and
 * share one more run after it.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;

  async function runAll(): Promise<void> {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
  }

  return () => {
    if (running) isAskedAgain = true;
    running ??= runAll().finally(() => running = undefined);
    return running;
  };
}
