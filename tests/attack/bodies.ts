import { memoryOf } from "../support/memory.ts";
import { type Portal, post, type Signed } from "./portal.ts";
import { sendRaw } from "./raw.ts";
import type { Outcome } from "./report.ts";

const TOOL = "large bodies";
const LIMIT = 64 * 1024;
const MAX_SENT = 32 * 1024 * 1024;
const CHUNK = 32 * 1024;
const WAIT_MS = 3000;
/** How much memory may stay in use after all of it; a few bodies that were kept would be more. */
const MAX_GROWTH_MIB = 150;

const FORMS = [
  "/zona-ser",
  "/zona-ser/salir",
  "/registro",
  "/registro/reglas",
  "/activar?abc",
  "/clave",
  "/clave?abc",
  "/clave/reglas",
  "/cuenta",
  "/cuenta/reglas",
  "/pagos",
  "/api/v1/me",
];

/** U1: bodies over the limit are refused at every form, with and without their length. */
export async function tryLargeBodies(portal: Portal, signed: Signed): Promise<Outcome[]> {
  const send = async (path: string, framing: string, parts: string[]) => {
    const { host } = new URL(portal.origin);
    const type = "Content-Type: application/x-www-form-urlencoded";
    const lines = [`POST ${path} HTTP/1.1`, `Host: ${host}`, `Origin: ${portal.origin}`, type];
    const head = [...lines, `Cookie: ${signed.cookie}`, "Connection: close", framing, "", ""];
    const { statuses } = await sendRaw(portal.port, [head.join("\r\n"), ...parts], WAIT_MS);
    return statuses.join(" and ") || "no answer";
  };
  const atLimit = await send("/zona-ser", `Content-Length: ${LIMIT}`, ["a".repeat(LIMIT)]);
  const before = await residentMib(portal);
  const findings: string[] = [];
  for (const path of FORMS) {
    for (const [name, framing, parts] of overLimit()) {
      const answer = await send(path, framing, parts);
      if (answer !== "413") findings.push(`POST ${path}, ${name}: ${answer}`);
    }
  }
  await post(portal.origin, "/zona-ser", { usuario: "a".repeat(LIMIT) });
  const growth = await residentMib(portal) - before;
  if (growth > MAX_GROWTH_MIB) findings.push(`memory grew by ${growth} MiB`);
  const control = ["413", "no answer"].includes(atLimit) ? "silent" : "heard";
  const tried = `${FORMS.length} forms, 4 ways each; memory ${growth >= 0 ? "+" : ""}${growth} MiB`;
  return [
    { tool: TOOL, target: "a body at the limit", tried: atLimit, findings: [], notes: [], control },
    { tool: TOOL, target: "bodies over the limit", tried, findings, notes: [] },
  ];
}

function overLimit(): [name: string, framing: string, parts: string[]][] {
  const chunk = `${CHUNK.toString(16)}\r\n${"a".repeat(CHUNK)}\r\n`;
  const chunked = "Transfer-Encoding: chunked";
  return [
    ["a byte more", `Content-Length: ${LIMIT + 1}`, ["a".repeat(LIMIT + 1)]],
    ["a byte more, chunked", chunked, [chunk, chunk, "1\r\na\r\n0\r\n\r\n"]],
    ["a length of 4 GB", "Content-Length: 4294967296", ["a".repeat(CHUNK)]],
    ["32 MiB, chunked", chunked, Array(MAX_SENT / CHUNK).fill(chunk)],
  ];
}

/** The memory that the portal holds. */
async function residentMib({ process }: Portal): Promise<number> {
  return Math.round((await memoryOf(process.process.pid)).now / 2 ** 20);
}
