/** What came back on the wire: every byte of it, headers too. */
export type Answer = {
  status: number;
  headers: Headers;
  /** The body as it travelled, chunks put together, still compressed. */
  body: Uint8Array;
  wireBytes: number;
};

const HEADER_END = [13, 10, 13, 10];
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A request of a page as bytes; `host` as the portal knows itself. */
export function requestBytes(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Uint8Array {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return encoder.encode(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${lines.join("")}\r\n`);
}

/** One kept-alive connection to a server of this machine: one request after the other. */
export class Connection {
  #bytes = new Uint8Array(64 * 1024);
  #filled = 0;

  private constructor(private readonly socket: Deno.TcpConn) {}

  /** Throws where nothing listens. */
  static async open(port: number): Promise<Connection> {
    const socket = await Deno.connect({ hostname: "127.0.0.1", port });
    socket.setNoDelay(true);
    return new Connection(socket);
  }

  /** Sends a request and reads its answer whole. */
  async ask(request: Uint8Array): Promise<Answer> {
    for (let sent = 0; sent < request.length;) {
      sent += await this.socket.write(request.subarray(sent));
    }
    this.#filled = 0;
    let bodyStart = -1;
    while (bodyStart < 0) {
      await this.#read();
      bodyStart = find(this.#bytes.subarray(0, this.#filled), HEADER_END);
    }
    const [first = "", ...lines] = decoder.decode(this.#bytes.subarray(0, bodyStart)).split("\r\n");
    const headers = new Headers(lines.filter((line) => line !== "").map(splitHeader));
    const from = bodyStart + HEADER_END.length;
    const body = headers.get("transfer-encoding") === "chunked"
      ? await this.#readChunks(from)
      : await this.#readLength(from, Number(headers.get("content-length") ?? 0));
    return { status: Number(first.split(" ")[1]), headers, body, wireBytes: this.#filled };
  }

  close(): void {
    this.socket.close();
  }

  async #readLength(from: number, length: number): Promise<Uint8Array> {
    while (this.#filled < from + length) await this.#read();
    return this.#bytes.subarray(from, from + length);
  }

  async #readChunks(from: number): Promise<Uint8Array> {
    const pieces: number[][] = [];
    for (let at = from;;) {
      let lineEnd = -1;
      while ((lineEnd = find(this.#bytes.subarray(at, this.#filled), [13, 10])) < 0) {
        await this.#read();
      }
      const size = parseInt(decoder.decode(this.#bytes.subarray(at, at + lineEnd)), 16);
      const start = at + lineEnd + 2;
      while (this.#filled < start + size + 2) await this.#read();
      if (size === 0) break;
      pieces.push([start, start + size]);
      at = start + size + 2;
    }
    const body = new Uint8Array(pieces.reduce((sum, [start = 0, end = 0]) => sum + end - start, 0));
    let at = 0;
    for (const [start = 0, end = 0] of pieces) {
      body.set(this.#bytes.subarray(start, end), at);
      at += end - start;
    }
    return body;
  }

  async #read(): Promise<void> {
    if (this.#filled === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    const count = await this.socket.read(this.#bytes.subarray(this.#filled));
    if (count === null) throw new Error("the server closed the connection");
    this.#filled += count;
  }
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function find(bytes: Uint8Array, wanted: number[]): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
