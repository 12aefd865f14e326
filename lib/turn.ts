/**
 * Lets requests, timers and signals run in the middle of long work. (`setImmediate` would hardly
 * let the network in.)
 */
export function letOthersRun(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

const MAX_TURN_MS = 15;

/**
 * Tells when long work has run long enough, and lets others run; cheap enough to ask for each row.
 */
export type Turn = { isOver(): boolean; end(): Promise<void> };

/** Begins a turn that is over after `longestMs`. */
export function beginTurn(longestMs = MAX_TURN_MS): Turn {
  let beganMs = performance.now();
  return {
    isOver: () => performance.now() - beganMs >= longestMs,
    async end() {
      await letOthersRun();
      beganMs = performance.now();
    },
  };
}

/**
 * Lets others run only after so many milliseconds: for a process in which nobody waits, because each
 * time costs it one or two.
 */
export function pauseEvery(ms: number): () => Promise<void> {
  const turn = beginTurn(ms);
  return async () => {
    if (turn.isOver()) await turn.end();
  };
}
