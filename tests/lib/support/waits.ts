/** How long each request of some work may wait for its answer (ms), as it asks for; no clock is read. */
export async function waitsOf(work: () => Promise<void>): Promise<number[]> {
  const { timeout } = AbortSignal;
  const waits: number[] = [];
  AbortSignal.timeout = (ms) => {
    waits.push(ms);
    return timeout.call(AbortSignal, ms);
  };
  try {
    await work();
  } finally {
    AbortSignal.timeout = timeout;
  }
  return waits;
}
