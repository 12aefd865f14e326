import type { Portal } from "./portal.ts";
import { type RawAnswer, sendRaw } from "./raw.ts";
import type { Outcome } from "./report.ts";

const TOOL = "raw requests";
const WAIT_MS = 700;
const SECOND = "GET /ready HTTP/1.1\r\nHost: HOST\r\n\r\n";
const FORM = "Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://HOST";

/** Something that two servers may read in two ways. */
type Shape = {
  name: string;
  request: string;
  /** Why an answer that is no refusal is no finding here. */
  tolerated?: string;
};

const BY_DENO =
  "Deno's parser takes it as RFC 9112 lets it; the proxy before it must not pass it on";

/** K6: shapes that let one request hide in another where a proxy and a server disagree. */
const SHAPES: Shape[] = [
  posted(
    "length and chunked",
    `Content-Length: 6\r\nTransfer-Encoding: chunked`,
    `0\r\n\r\n${SECOND}`,
  ),
  posted(
    "chunked and length",
    `Transfer-Encoding: chunked\r\nContent-Length: 6`,
    `0\r\n\r\n${SECOND}`,
  ),
  posted("two lengths", "Content-Length: 0\r\nContent-Length: 44", SECOND),
  posted("a list of lengths", "Content-Length: 0, 44", SECOND),
  posted("a signed length", "Content-Length: +5", "a=bcd"),
  posted("a negative length", "Content-Length: -5", SECOND),
  posted("a length of words", "Content-Length: cinco", SECOND),
  posted("a length in hex", "Content-Length: 0x5", "a=bcd"),
  posted("chunked but not last", "Transfer-Encoding: chunked, identity", `0\r\n\r\n${SECOND}`),
  posted("xchunked", "Transfer-Encoding: xchunked", `0\r\n\r\n${SECOND}`),
  posted("a space before the colon", "Transfer-Encoding : chunked", `0\r\n\r\n${SECOND}`),
  posted("a bad chunk size", "Transfer-Encoding: chunked", `5g\r\na=bcd\r\n0\r\n\r\n${SECOND}`),
  posted("a huge chunk size", "Transfer-Encoding: chunked", `ffffffffffffffff1\r\n${SECOND}`),
  posted("a chunk without its end", "Transfer-Encoding: chunked", `5\r\na=bcdXX0\r\n\r\n${SECOND}`),
  asked("a folded header", "GET /health HTTP/1.1\r\nHost: HOST\r\nX-A: b\r\n  c\r\n\r\n"),
  asked("a NUL in a header", "GET /health HTTP/1.1\r\nHost: HOST\r\nX-A: b\0c\r\n\r\n"),
  asked("a carriage return in a header", "GET /health HTTP/1.1\r\nHost: HOST\r\nX-A: b\rc\r\n\r\n"),
  asked("a header without a name", "GET /health HTTP/1.1\r\nHost: HOST\r\n: b\r\n\r\n"),
  asked("a blank in the path", "GET /health x HTTP/1.1\r\nHost: HOST\r\n\r\n"),
  asked("an unknown version", "GET /health HTTP/9.9\r\nHost: HOST\r\n\r\n"),
  asked("no version", "GET /health\r\n\r\n"),
  asked("bare line feeds", "GET /zona-ser HTTP/1.1\nHost: HOST\n\n", BY_DENO),
  asked("no Host", "GET /zona-ser HTTP/1.1\r\n\r\n"),
  asked("a foreign Host", "GET /zona-ser HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
  asked("two Hosts", "GET /zona-ser HTTP/1.1\r\nHost: evil.example\r\nHost: HOST\r\n\r\n"),
  asked(
    "two Hosts, own first",
    "GET /zona-ser HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n",
  ),
  asked("a Host with a user", "GET /zona-ser HTTP/1.1\r\nHost: HOST@evil.example\r\n\r\n"),
  asked("a foreign address", "GET http://evil.example/zona-ser HTTP/1.1\r\nHost: HOST\r\n\r\n"),
  asked(
    "an address of 70 KB",
    `GET /zona-ser?next=${"a".repeat(70_000)} HTTP/1.1\r\nHost: HOST\r\n\r\n`,
  ),
  asked(
    "a header of 700 KB",
    `GET /zona-ser HTTP/1.1\r\nHost: HOST\r\nX-A: ${"a".repeat(700_000)}\r\n\r\n`,
  ),
  asked("3000 headers", `GET /zona-ser HTTP/1.1\r\nHost: HOST\r\n${"X-A: b\r\n".repeat(3000)}\r\n`),
];

export async function trySmuggling({ port, origin }: Portal): Promise<Outcome[]> {
  const { host } = new URL(origin);
  const plain = await sendRaw(port, [`GET /zona-ser HTTP/1.1\r\nHost: ${host}\r\n\r\n`], WAIT_MS);
  const findings: string[] = [];
  const notes: string[] = [];
  for (const { name, request, tolerated } of SHAPES) {
    const answer = await sendRaw(port, [request.replaceAll("HOST", host)], WAIT_MS);
    const line = `${name}: ${describe(answer)}`;
    const isSplit = answer.statuses.length > 1;
    if (!isSplit && (isRefusal(answer) || tolerated !== undefined)) {
      notes.push(isRefusal(answer) ? line : `${line}; ${tolerated}`);
    } else findings.push(isSplit ? `${line}: read as two requests` : `${line}: not refused`);
  }
  const control = plain.statuses[0] === 200 ? "heard" : "silent";
  const tried = `${SHAPES.length} shapes, straight to the portal`;
  return [
    { ...outcome("a plain request", describe(plain)), control },
    { ...outcome("shapes of smuggling", tried), findings, notes },
  ];
}

function outcome(target: string, tried: string): Outcome {
  return { tool: TOOL, target, tried, findings: [], notes: [] };
}

function isRefusal({ statuses, isClosed }: RawAnswer): boolean {
  const [status] = statuses;
  return status === undefined ? isClosed : status >= 400 && status < 500;
}

function describe({ statuses, isClosed }: RawAnswer): string {
  return `${statuses.join(" and ") || "no answer"}${isClosed ? ", closed" : ""}`;
}

function posted(name: string, framing: string, body: string): Shape {
  return asked(
    name,
    `POST /zona-ser HTTP/1.1\r\nHost: HOST\r\n${FORM}\r\n${framing}\r\n\r\n${body}`,
  );
}

function asked(name: string, request: string, tolerated?: string): Shape {
  return { name, request, ...(tolerated !== undefined && { tolerated }) };
}
