/** Below the ports that systems give to clients, of which one may take what was free a moment ago. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;
const MAX_TRIES = 100;

/** A port of loopback that nobody listens on now, for a process that is told its port. */
export function freePort(): number {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    try {
      using _listener = Deno.listen({ hostname: "127.0.0.1", port });
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  throw new Error("no port is free");
}
