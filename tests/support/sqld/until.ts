const MAX_WAIT_MS = 120_000;

/** Waits until something holds; what it throws meanwhile is a no, and the reason where it stays one. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + MAX_WAIT_MS;
  let reason: unknown;
  while (performance.now() < end) {
    const isSo = await holds().catch((error) => {
      reason = error;
      return false;
    });
    if (isSo) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it never holds", { cause: reason });
}
