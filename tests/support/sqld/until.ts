const MAX_WAIT_MS = 60_000;

/** Waits until something holds; what it throws meanwhile is a no. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + MAX_WAIT_MS;
  while (Date.now() < end) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it never holds");
}
