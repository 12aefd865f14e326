import type { Portal, Signed } from "./portal.ts";
import { writeAll } from "./raw.ts";
import type { Outcome } from "./report.ts";

const TOOL = "slow clients";
const CLIENTS = 300;
const SECONDS = 15;
const ASK_EVERY_MS = 250;
const MAX_MS = 1000;

const encoder = new TextEncoder();

/** How one client begins, and what it sends then, a piece a second; nobody reads the answer. */
type Slowness = { begin: string; drip: string };

/**
 * D7: clients that send a header, a body, or nothing at all, a little at a time. Everybody else must
 * be served meanwhile. That their connections stay open is Deno's, and the proxy's to end.
 */
export async function trySlowClients(portal: Portal, { cookie }: Signed): Promise<Outcome> {
  const { host } = new URL(portal.origin);
  const kinds: Slowness[] = [
    { begin: `GET /zona-ser HTTP/1.1\r\nHost: ${host}\r\n`, drip: "X-A: b\r\n" },
    {
      begin: `POST /zona-ser HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 60000\r\n\r\n`,
      drip: "a",
    },
    { begin: `GET /pagos HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`, drip: "" },
  ];
  const until = performance.now() + SECONDS * 1000;
  const clients = Array.from({ length: CLIENTS }, (_, at) => {
    const { begin, drip } = kinds[at % kinds.length] ?? { begin: "", drip: "" };
    return beSlow(portal.port, { begin, drip }, until);
  });
  const times = await askMeanwhile(portal.origin, until);
  const open = (await Promise.all(clients)).filter((isOpen) => isOpen).length;
  const sorted = times.sort((a, b) => a - b);
  const p95 = Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? Infinity);
  return {
    tool: TOOL,
    target: `${CLIENTS} for ${SECONDS} s`,
    tried: `${times.length} requests of others, 95 of 100 within ${p95} ms`,
    findings: p95 > MAX_MS ? [`others waited ${p95} ms`] : [],
    notes: [`${open} of ${CLIENTS} slow connections were still open: the proxy must end them`],
  };
}

async function beSlow(port: number, { begin, drip }: Slowness, until: number): Promise<boolean> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  try {
    await writeAll(connection, encoder.encode(begin));
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await writeAll(connection, encoder.encode(drip));
    }
    return true;
  } catch {
    return false;
  }
}

async function askMeanwhile(origin: string, until: number): Promise<number[]> {
  const times: number[] = [];
  while (performance.now() < until) {
    for (const path of ["/health", "/zona-ser"]) {
      const began = performance.now();
      const answer = await fetch(origin + path);
      await answer.body?.cancel();
      times.push(answer.ok ? performance.now() - began : Infinity);
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return times;
}
