import type { Portal } from "./portal.ts";
import { sendRaw } from "./raw.ts";
import type { Outcome } from "./report.ts";

const WAIT_MS = 2000;

/** L4, J8: files of the project, and paths that scanners ask every server for. */
const PATHS = [
  "/static/../main.ts",
  "/static/%2e%2e/main.ts",
  "/static/..%2fmain.ts",
  "/static/..%5cmain.ts",
  "/static/%252e%252e/main.ts",
  "/static/....//main.ts",
  "/static//etc/passwd",
  "/static/%2fetc/passwd",
  "/static/app.css/../../deno.json",
  "/static/app.css%00.html",
  "/static",
  "/static/",
  "/robots.txt/../main.ts",
  "//etc/passwd",
  "/.env",
  "/.git/config",
  "/deno.json",
  "/data/demo.db",
  "/data/session-secrets",
  "/console",
  "/dump",
  "/metrics",
  "/server-status",
  "/swagger.json",
  "/static/app.css.map",
  `/static/${"a".repeat(300)}%0a{"forged":true}`,
];
const METHODS = ["TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND", "PUT", "DELETE", "PATCH"];

/** Sends paths as they are written, which no client does, and methods that nobody needs. */
export async function tryPaths({ port, origin }: Portal): Promise<Outcome> {
  const { host } = new URL(origin);
  const end = `HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nX-Echo: heard\r\n\r\n`;
  const lines = [
    ...PATHS.map((path) => `GET ${path}`),
    ...METHODS.flatMap((method) => [`${method} /zona-ser`, `${method} /static/app.css`]),
  ];
  const findings: string[] = [];
  for (const line of lines) {
    const { statuses: [status = 0], text } = await sendRaw(port, [`${line} ${end}`], WAIT_MS);
    if (status >= 200 && status < 300) findings.push(`${line}: ${status}`);
    if (status >= 500 && status !== 501) findings.push(`${line}: ${status}`);
    if (text.includes("X-Echo")) findings.push(`${line}: it repeats the request`);
  }
  const tried = `${PATHS.length} paths and ${METHODS.length} methods, as written`;
  return { tool: "raw requests", target: "paths and methods", tried, findings, notes: [] };
}
