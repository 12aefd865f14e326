import { freePort } from "../free_port.ts";

/** What happens to answers of the server behind. */
export type Fault = {
  /**
   * `cut` ends the connection within the body of an answer, `stall` sends no more of it, `refuse`
   * ends all connections and takes none, `slow` is a server far away, `hold` keeps all of it back
   * until the fault is off.
   */
  kind: "cut" | "stall" | "refuse" | "slow" | "hold";
  /** Only answers to requests that hold this text. */
  to?: string;
};

export type FaultyProxy = AsyncDisposable & {
  url: string;
  /** Switches a fault on, or off. */
  set(fault?: Fault): Promise<void>;
  /** How many answers have met the fault since it was switched on. */
  count(): number;
};

/** What the connections of a proxy share. */
type State = {
  fault: Fault | undefined;
  met: number;
  open: Set<Deno.Conn>;
  /** Settles once the fault is another one. */
  changed: PromiseWithResolvers<void>;
};

const SLOW_MS = 200;

/** A proxy before a server of HTTP on loopback, whose answers can be disturbed. */
export function startFaultyProxy(target: string): FaultyProxy {
  const state: State = {
    fault: undefined,
    met: 0,
    open: new Set(),
    changed: Promise.withResolvers(),
  };
  const running = new Set<Promise<void>>();
  const accept = async (listener: Deno.Listener) => {
    for await (const client of listener) {
      const task = relay(client, new URL(target), state).catch(() => close(client, state))
        .finally(() => running.delete(task));
      running.add(task);
    }
  };
  // It listens there again after it refused: nobody may have taken the port meanwhile.
  const port = freePort();
  let listener = Deno.listen({ hostname: "127.0.0.1", port });
  let accepting: Promise<void> | undefined = accept(listener);
  const refuse = async () => {
    state.changed.resolve();
    if (!accepting) return;
    listener.close();
    await accepting;
    accepting = undefined;
    for (const conn of state.open) close(conn, state);
    await Promise.all(running);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    count: () => state.met,
    async set(fault) {
      state.changed.resolve();
      Object.assign(state, { fault, met: 0, changed: Promise.withResolvers() });
      if (fault?.kind === "refuse") return await refuse();
      if (accepting) return;
      listener = Deno.listen({ hostname: "127.0.0.1", port });
      accepting = accept(listener);
    },
    [Symbol.asyncDispose]: refuse,
  };
}

/** Hands on what both sides of one connection say, until one of them ends. */
async function relay(client: Deno.Conn, target: URL, state: State): Promise<void> {
  state.open.add(client);
  const server = await Deno.connect({ hostname: target.hostname, port: Number(target.port) });
  state.open.add(server);
  let request = "";
  let answer: Uint8Array[] = [];
  let isBroken = false;
  const asking = pump(client, async (bytes) => {
    if (answer.length > 0) request = "";
    [answer, isBroken] = [[], false];
    request += new TextDecoder("latin1").decode(bytes);
    await writeAll(server, bytes);
  });
  const answering = pump(server, async (bytes) => {
    const isFirst = answer.push(bytes) === 1;
    const kind = request.includes(state.fault?.to ?? "") ? state.fault?.kind : undefined;
    if (kind && isFirst) state.met++;
    if (kind === "slow" && isFirst) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    if (kind === "hold") await state.changed.promise;
    if (kind !== "cut" && kind !== "stall") return await writeAll(client, bytes);
    const half = isBroken ? undefined : halfOf(answer);
    if (!half) return;
    isBroken = true;
    await writeAll(client, half);
    if (kind === "cut") close(client, state);
  });
  await Promise.race([asking, answering]);
  for (const conn of [client, server]) close(conn, state);
  await Promise.all([asking, answering]);
}

/** The head of an answer and half of what came of its body; undefined where too little came yet. */
function halfOf(parts: Uint8Array[]): Uint8Array<ArrayBuffer> | undefined {
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  const head = new TextDecoder("latin1").decode(bytes).indexOf("\r\n\r\n") + 4;
  const bodyLength = bytes.length - head;
  return head < 4 || bodyLength < 2 ? undefined : bytes.slice(0, head + (bodyLength >> 1));
}

/** Takes what a connection sends until it ends, in whichever way. */
async function pump(conn: Deno.Conn, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  try {
    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) return;
      await take(buffer.slice(0, length));
    }
  } catch {
    // One of both sides is gone.
  }
}

async function writeAll(conn: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await conn.write(bytes.subarray(sent));
}

/** Closes a connection once. */
function close(conn: Deno.Conn, { open }: State): void {
  if (open.delete(conn)) conn.close();
}
