/**
 * Ends this turn of the event loop, so that requests, timers and signals get theirs in the middle of
 * long work. (`setImmediate` would hardly let the network in.)
 */
export function letOthersRun(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
