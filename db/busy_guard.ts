import type { Client } from "@libsql/client";
import { askPatiently } from "../lib/patience.ts";

const FIRST_WAIT_MS = 10;
const MAX_WAIT_MS = 250;
const GUARDED = ["execute", "batch", "executeMultiple", "migrate"];

/**
 * A statement that failed with SQLITE_BUSY stays open in the native client: later writes on that
 * connection report success and are lost. Reconnecting mends that; then the call is tried again,
 * for `patienceMs` in all. `onOpening` is what each connection begins with.
 */
export function guardAgainstBusy(
  client: Client,
  { patienceMs = 4000, onOpening }: { patienceMs?: number; onOpening?: string | undefined } = {},
): Client {
  const reconnect = async () => {
    client.reconnect();
    if (onOpening) await client.executeMultiple(onOpening);
  };
  return new Proxy(client, {
    get(target, property) {
      const value = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      const method = value.bind(target);
      const isGuarded = typeof property === "string" && GUARDED.includes(property);
      return isGuarded
        ? (...args: unknown[]) =>
          askPatiently(
            patienceMs,
            (waitMs) =>
              retry(() => method(...args), { client: target, patienceMs: waitMs, reconnect }),
          )
        : method;
    },
  });
}

/** Waits between tries, not inside one: other requests go on meanwhile. */
async function retry(
  call: () => Promise<unknown>,
  { client, patienceMs, reconnect }: {
    client: Client;
    patienceMs: number;
    reconnect: () => Promise<void>;
  },
): Promise<unknown> {
  const beganMs = performance.now();
  let waitMs = FIRST_WAIT_MS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (isBusy(error)) await reconnect();
      else if (client.closed || !isClosedByOthers(error)) throw error;
      if (performance.now() - beganMs >= patienceMs) throw error;
      const pause = waitMs * (0.5 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, pause));
      waitMs = Math.min(MAX_WAIT_MS, waitMs * 2);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /SQLITE_(BUSY|LOCKED)/.test(`${codeOf(error)} ${error.message}`);
}

/** Another call met a lock and reconnected before this one had begun: nothing was done yet. */
function isClosedByOthers(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === "CLIENT_CLOSED";
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}
