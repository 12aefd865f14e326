/** What came back over one raw connection. */
export type RawAnswer = {
  /** The status of each answer on it. */
  statuses: number[];
  text: string;
  /** Whether the other side closed. */
  isClosed: boolean;
};

const STATUS = /^HTTP\/1\.[01] (\d{3})/gm;
const MAX_ANSWER = 1_000_000;
/** After so long without a byte nothing more comes. */
const QUIET_MS = 300;

const encoder = new TextEncoder();

/**
 * Sends exactly these bytes, and nothing of what a client would add, and listens until the answer is
 * whole or the other side closes; for `waitMs` at most.
 */
export async function sendRaw(port: number, parts: string[], waitMs: number): Promise<RawAnswer> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const { text, isClosed } = await Promise.race([
    readAll(connection, waitMs),
    writeParts(connection, parts),
  ]);
  const statuses = [...text.matchAll(STATUS)].map(([, status]) => Number(status));
  return { statuses, text, isClosed };
}

/** Writes while somebody listens; whoever does not take it all may have answered, so it never ends. */
async function writeParts(connection: Deno.Conn, parts: string[]): Promise<never> {
  try {
    for (const part of parts) await writeAll(connection, encoder.encode(part));
  } catch {
    // The other side closed: what it said before is read.
  }
  return await new Promise(() => {});
}

export async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

async function readAll(connection: Deno.Conn, waitMs: number) {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(64 * 1024);
  const until = performance.now() + waitMs;
  let text = "";
  let quietAt = until;
  while (text.length < MAX_ANSWER) {
    const length = await Promise.race([
      connection.read(buffer).catch(() => null),
      after(Math.min(until, quietAt) - performance.now()),
    ]);
    if (length === "late") return { text, isClosed: false };
    if (length === null) return { text, isClosed: true };
    quietAt = performance.now() + QUIET_MS;
    text += decoder.decode(buffer.subarray(0, length), { stream: true });
  }
  return { text, isClosed: false };
}

function after(ms: number): Promise<"late"> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms), "late"));
}
