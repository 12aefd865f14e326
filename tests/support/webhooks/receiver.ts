import { certificates, HOOK_NAME } from "./certificates.ts";

/** A request as it came in, byte for byte. */
export type Received = {
  line: string;
  headers: Headers;
  body: string;
};

/** Answers a request by writing to its connection, which is closed after it. */
export type Answering = (conn: Deno.Conn, received: Received, count: number) => Promise<void>;

export type Receiver = AsyncDisposable & {
  port: number;
  /** Of `erp.ips.example`, for which it has a certificate; by `http:` of this machine. */
  url: string;
  received: Received[];
  connectionCount(): number;
  /** Ends once so many requests came. */
  came(count: number): Promise<void>;
};

const TEXT = new TextEncoder();

export async function write(conn: Deno.Conn, text: string): Promise<void> {
  const writer = conn.writable.getWriter();
  try {
    await writer.write(TEXT.encode(text));
  } finally {
    writer.releaseLock();
  }
}

/** Answers every request with a status and nothing else. */
export function status(code: number, headers = ""): Answering {
  return (conn) => write(conn, `HTTP/1.1 ${code} Whatever\r\n${headers}content-length: 0\r\n\r\n`);
}

/** A real server that speaks bytes, so that it can misbehave in every way. */
export async function receiver(
  answer: Answering = status(204),
  { isPlain = false, hostname = "127.0.0.1", port = 0 } = {},
): Promise<Receiver> {
  const { certificate: cert, key } = await certificates();
  const listener = isPlain
    ? Deno.listen({ hostname, port })
    : Deno.listenTls({ hostname, port, cert, key });
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const open = new Map<Deno.Conn, Promise<void>>();
  let connections = 0;

  async function serve(conn: Deno.Conn): Promise<void> {
    try {
      const request = await readRequest(conn);
      received.push(request);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      await answer(conn, request, received.length);
    } catch {
      // Whoever asked went away, or never spoke: its test says whether that is right.
    } finally {
      close(conn);
    }
  }

  const accepting = (async () => {
    for await (const conn of listener) {
      connections++;
      open.set(conn, serve(conn).finally(() => open.delete(conn)));
    }
  })();
  const { port: boundPort } = listener.addr as Deno.NetAddr;
  return {
    port: boundPort,
    url: isPlain
      ? `http://${hostname}:${boundPort}/aviso`
      : `https://${HOOK_NAME}:${boundPort}/aviso`,
    received,
    connectionCount: () => connections,
    came(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (received.length >= count) resolve();
      else waiting.push({ count, resolve });
      return promise;
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      await accepting;
      for (const conn of open.keys()) close(conn);
      await Promise.all(open.values());
    },
  };
}

async function readRequest(conn: Deno.Conn): Promise<Received> {
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  for (;;) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error("the request was cut off");
    text += new TextDecoder().decode(buffer.subarray(0, count));
    const [head = "", body] = text.split(/\r\n\r\n(.*)/s);
    if (body === undefined) continue;
    const [line = "", ...lines] = head.split("\r\n");
    const headers = new Headers(lines.map((one) => {
      const [name = "", ...value] = one.split(":");
      return [name, value.join(":").trim()] as [string, string];
    }));
    const length = Number(headers.get("content-length") ?? 0);
    if (TEXT.encode(body).length >= length) return { line, headers, body };
  }
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // Closed already.
  }
}
