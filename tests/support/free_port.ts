/** Below the ports that systems give to clients, of which one may take what was free a moment ago. */
const FIRST_PORT = 20_000;
const BLOCKS = 100;
const BLOCK_SIZE = 100;
const MAX_TRIES = 1000;

/**
 * The first of a hundred ports that are ours: whoever listens there has the others. Tests run beside
 * each other, and a port that is free may already be meant for a process that another one starts. It
 * is taken before any test runs, and given back by the end of the isolate.
 */
const ownFirst = takeBlock();
let given = 0;

/** A port of loopback that nobody listens on now, for a process that is told its port. */
export function freePort(): number {
  for (let tries = 0; tries < BLOCK_SIZE; tries++) {
    const port = ownFirst + 1 + given++ % (BLOCK_SIZE - 1);
    if (listenAt(port, (listener) => listener.close())) return port;
  }
  throw new Error("no port is free");
}

function takeBlock(): number {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const first = FIRST_PORT + BLOCK_SIZE * Math.floor(Math.random() * BLOCKS);
    if (listenAt(first, (listener) => listener.unref())) return first;
  }
  throw new Error("no block of ports is free");
}

/** Whether nobody listened there. */
function listenAt(port: number, then: (listener: Deno.TcpListener) => void): boolean {
  try {
    then(Deno.listen({ hostname: "127.0.0.1", port }));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}
