/**
 * The same work, never twice at once: who asks while it runs waits for that run and gets another
 * one after it, one for all who asked.
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
