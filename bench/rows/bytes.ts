import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { fewLists, LIST_PART } from "../support/addresses.ts";
import { startPortal } from "../support/checkout.ts";
import { type Answer, Connection, requestBytes } from "../support/connection.ts";
import { type Family, judged, kilobytes } from "../support/row.ts";
import type { Stage } from "../support/stage.ts";

const PACKED = { "Accept-Encoding": "gzip, deflate, br" };

type Visit = { bytes: number; files: number; foreign: number };

/** P13: all bytes that travel, headers too, at a first visit and at a page after it. */
export const BYTES_ROWS: Family = {
  ids: ["P13"],
  measure: async (stage) => {
    const portal = await startPortal(stage.checkout, stage.database);
    const connection = await Connection.open(portal.port);
    try {
      const [first = "", second = ""] = fewLists();
      const ask = asker(stage, connection, portal.port);
      const visit = await firstVisit(ask, first);
      const { wireBytes } = await ask(second, LIST_PART);
      return figures(visit, wireBytes);
    } finally {
      connection.close();
      await portal.stop();
    }
  },
};

type Ask = (path: string, headers?: Record<string, string>) => Promise<Answer>;

function figures({ bytes, files, foreign }: Visit, fragment: number) {
  const id = "P13";
  return [
    judged({
      id,
      what: `first visit of Consulta de Pagos with results (${files} requests)`,
      portal: kilobytes(bytes),
      value: bytes / 1000,
      sign: "≤",
      limit: 40,
      unit: " kB",
    }),
    judged({
      id,
      what: "a search or a page after it",
      portal: kilobytes(fragment),
      value: fragment / 1000,
      sign: "≤",
      limit: 5,
      unit: " kB",
    }),
    judged({
      id,
      what: "requests to other hosts",
      portal: String(foreign),
      value: foreign,
      sign: "≤",
      limit: 0,
      unit: "",
    }),
  ];
}

function asker({ cookie }: Stage, connection: Connection, port: number): Ask {
  return async (path, headers = {}) => {
    const request = requestBytes(port, path, { ...PACKED, ...headers, Cookie: cookie });
    const answer = await connection.ask(request);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer;
  };
}

/** The document and every file that it names: style sheets, what these name, scripts, images. */
async function firstVisit(ask: Ask, path: string): Promise<Visit> {
  const visit: Visit = { bytes: 0, files: 0, foreign: 0 };
  const seen = new Set<string>();
  const open = [path];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const answer = await ask(next);
    visit.bytes += answer.wireBytes;
    visit.files++;
    for (const named of namedIn(textOf(answer), answer.headers.get("content-type") ?? "")) {
      if (/^(?:https?:)?\/\//.test(named)) visit.foreign++;
      else if (named.startsWith("/")) open.push(named);
    }
  }
  return visit;
}

function namedIn(text: string, type: string): string[] {
  if (type.startsWith("text/css")) {
    return [...text.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map(([, name = ""]) => name)
      .filter((name) => !name.startsWith("data:"));
  }
  if (!type.startsWith("text/html")) return [];
  const loading = /<(?:link|script|img|use|source)\b[^>]*?\b(?:href|src)="([^"#]+)/g;
  return [...text.matchAll(loading)].map(([, name = ""]) => name.replaceAll("&amp;", "&"));
}

const UNPACK: Record<string, (body: Uint8Array) => Uint8Array> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

function textOf({ body, headers }: Answer): string {
  const unpack = UNPACK[headers.get("content-encoding") ?? ""];
  return new TextDecoder().decode(unpack ? unpack(body) : body);
}
