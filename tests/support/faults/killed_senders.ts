/** Fewer than a message may be tried. */
export const KILLS = 5;
const MOST_BETWEEN = 6;

/** What receives what processes send. */
type Receiving = { count(): number; came(count: number): Promise<void> };

/**
 * Starts senders one after another and kills each at a random moment of its work: as something
 * arrives, whatever the machine's speed. `start` gets how many were killed before.
 */
export async function killSenders(
  receiving: Receiving,
  start: (before: number) => Deno.ChildProcess,
): Promise<void> {
  for (let before = 0; before < KILLS; before++) {
    const target = receiving.count() + 1 + Math.floor(Math.random() * MOST_BETWEEN);
    const sender = start(before);
    const ended = sender.status;
    await Promise.race([receiving.came(target), ended]);
    try {
      sender.kill("SIGKILL");
    } catch (error) {
      // It had nothing left to send.
      if (!(error instanceof TypeError)) throw error;
    }
    await ended;
  }
}
