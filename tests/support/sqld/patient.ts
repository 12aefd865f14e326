/** So long that a server answers meanwhile, however many share the machine. */
const LEAST_MS = 120_000;

/**
 * Lets every request of this process wait long for its answer. Whoever tests something else than
 * patience is not to fail where a busy machine makes a server late.
 */
export function waitLong(): void {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, Math.max(ms, LEAST_MS));
}
