/** A listener on loopback that remembers what came. */
export type Listener = Disposable & { origin: string; heard: string[] };

/** What wapiti asks its endpoint for; nothing of it comes from the target. */
const TOOL_ITSELF = /^\/get_(?:ssrf|xxe)\.php/;
/** What wapiti looks for in the answer of a target that takes in a file from outside. */
const SIGN = "w4p1t1_cleartext";

/** Plays a host outside: whatever a target asks for here, it asks because an attacker made it. */
export function startEndpoint(): Listener {
  const heard: string[] = [];
  const stop = new AbortController();
  const { signal } = stop;
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", signal, onListen() {} },
    (request) => {
      const { pathname } = new URL(request.url);
      if (TOOL_ITSELF.test(pathname)) return Response.json({});
      heard.push(`${request.method} ${pathname}`);
      return new Response(SIGN);
    },
  );
  const origin = `http://127.0.0.1:${server.addr.port}`;
  return { origin, heard, [Symbol.dispose]: () => stop.abort() };
}

/**
 * The proxy that tools are told to use for every other host: it lets nothing through and remembers
 * who wanted to leave.
 */
export function startWitness(): Listener {
  const heard: string[] = [];
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  refuseAll(listener, heard);
  const origin = `http://127.0.0.1:${listener.addr.port}`;
  return { origin, heard, [Symbol.dispose]: () => listener.close() };
}

/** The environment that keeps a tool on this machine and its files in one folder. */
export function enclosed(witness: Listener, folder: string): Record<string, string> {
  return {
    http_proxy: witness.origin,
    https_proxy: witness.origin,
    no_proxy: "localhost,127.0.0.1",
    HOME: folder,
    XDG_DATA_HOME: folder,
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

async function refuseAll(listener: Deno.TcpListener, heard: string[]): Promise<void> {
  for await (const connection of listener) {
    const buffer = new Uint8Array(1024);
    const length = await connection.read(buffer).catch(() => null) ?? 0;
    const [line = ""] = new TextDecoder().decode(buffer.subarray(0, length)).split("\r\n");
    heard.push(line);
    const refusal = new TextEncoder().encode(
      "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
    );
    await connection.write(refusal).catch(() => 0);
    connection.close();
  }
}
