import { type Counter, describeTally, type Tally } from "./counter.ts";
import { enclosed, startEndpoint } from "./listeners.ts";
import { type Run, run } from "./process.ts";
import type { Outcome } from "./report.ts";
import type { Tool } from "./sqlmap.ts";

/** Where wapiti begins, and as whom. */
export type Scope = {
  name: string;
  starts: string[];
  cookie?: string;
  places?: "one" | "many";
  /** 2 also tries queries without names, as mailed links have them. */
  level: 1 | 2;
  /** What must have answered 2xx for the scan to say anything. */
  mustReach: string[];
  scanSeconds: number;
  attackSeconds: number;
};

const TOOL = "wapiti";
/** Each with what the report calls its finding; what they ask outside, our own endpoint answers. */
const MODULES: Record<string, string> = {
  sql: "SQL Injection",
  xss: "Cross Site Scripting",
  permanentxss: "Cross Site Scripting",
  file: "Path Traversal",
  exec: "Command execution",
  crlf: "CRLF Injection",
  redirect: "Open Redirect",
  ssrf: "Server Side Request Forgery",
  xxe: "XML External Entity",
};
const CLASSES = new Set(Object.values(MODULES));
/** After a sign-out wapiti sees nothing more, and its option to exclude an address is broken. */
const SIGN_OUT = "/zona-ser/salir";
const LATE = /^Max attack time was reached for module (\w+)/gm;
const SLACK_SECONDS = 30;
/** What a module needs at least. */
const FEWEST_SECONDS = 5;
const MAX_NOTE = 160;

type Found = { method: string; path: string; parameter: string; info: string };

/** Walks the pages from where it begins, then tries its modules on every parameter it met. */
export async function runWapiti(tool: Tool, counter: Counter, scope: Scope): Promise<Outcome> {
  const modules = Object.keys(MODULES);
  const left = tool.secondsLeft() - scope.scanSeconds - SLACK_SECONDS;
  const attackSeconds = Math.min(scope.attackSeconds, Math.floor(left / modules.length));
  if (attackSeconds < FEWEST_SECONDS) {
    const skipped = "the time of the whole attack was over";
    return { tool: TOOL, target: scope.name, tried: "", findings: [], notes: [], skipped };
  }
  using endpoint = startEndpoint();
  const folder = `${tool.folder}/wapiti/${scope.name.replace(/\W+/g, "_")}`;
  await Deno.mkdir(folder, { recursive: true });
  const tally = counter.begin({ closed: SIGN_OUT, places: scope.places ?? "one" });
  const wish = wishOf(tool, counter.origin, { ...scope, attackSeconds }, folder, endpoint.origin);
  const seconds = scope.scanSeconds + attackSeconds * modules.length + SLACK_SECONDS;
  const made = await run(wish, seconds);
  await Deno.writeTextFile(`${folder}/output.txt`, made.output);
  const found = await readReport(`${folder}/report.json`);
  const asked = endpoint.heard.map((line) => `${MODULES.ssrf}: the target asked for ${line}`);
  return judge(scope, made, tally, found, [...new Set(asked)]);
}

/** The planted server is good where each class of hole was found. */
export function asControl(outcome: Outcome): Outcome {
  if (outcome.skipped !== undefined) return outcome;
  const { findings, notes } = outcome;
  const missed = [...CLASSES].filter((name) => !findings.some((one) => one.startsWith(name)));
  const heard = `found: ${[...CLASSES].filter((name) => !missed.includes(name)).join(", ")}`;
  return {
    ...outcome,
    findings: [],
    notes: [heard, ...notes, ...missed.map((name) => `not found: ${name}`)],
    control: missed.length === 0 ? "heard" : "silent",
  };
}

function wishOf(tool: Tool, origin: string, scope: Scope, folder: string, endpoint: string) {
  const { starts, cookie, scanSeconds, attackSeconds } = scope;
  const args = [
    ["--url", `${origin}/`, "--scope", "folder", "--level", String(scope.level), "--flush-session"],
    starts.flatMap((path) => ["--start", origin + path]),
    cookie ? ["--header", `Cookie: ${cookie}`] : [],
    ["--header", `Origin: ${origin}`, "--endpoint", `${endpoint}/`, "--no-bugreport"],
    ["--module", Object.keys(MODULES).join(","), "--timeout", "10", "--depth", "3"],
    ["--max-links-per-page", "30", "--max-files-per-dir", "40", "--scan-force", "aggressive"],
    ["--max-scan-time", String(scanSeconds), "--max-attack-time", String(attackSeconds)],
    ["--format", "json", "--output", `${folder}/report.json`],
    ["--store-session", folder, "--store-config", folder],
  ].flat();
  return { command: tool.program, args, folder, env: enclosed(tool.witness, folder) };
}

async function readReport(path: string): Promise<Found[] | undefined> {
  const text = await Deno.readTextFile(path).catch(() => undefined);
  if (text === undefined) return undefined;
  const { vulnerabilities, anomalies } = JSON.parse(text);
  const all = Object.entries<Found[]>({ ...vulnerabilities, ...anomalies });
  return all.flatMap(([name, list]) =>
    list.map((one) => ({ ...one, info: `${name}: ${one.info}` }))
  );
}

function judge(
  scope: Scope,
  { output, isCut, code, seconds }: Run,
  tally: Tally,
  found: Found[] | undefined,
  asked: string[],
): Outcome {
  const unreached = scope.mustReach.filter((place) => !tally.reached.has(place));
  const problems = [
    isCut && `stopped after ${seconds} s before it was done`,
    found === undefined && `no report (exit ${code})`,
    unreached.length > 0 && `never got to ${unreached.join(", ")}`,
  ].filter((problem) => problem !== false);
  const findings = (found ?? []).map(({ info, method, path, parameter }) =>
    `${info.slice(0, MAX_NOTE)} (${method} ${path} ${parameter})`
  );
  return {
    tool: TOOL,
    target: scope.name,
    tried: `${describeTally(tally)} in ${seconds} s; pages: ${
      [...tally.reached.keys()].join(", ")
    }`,
    findings: [...new Set([...findings, ...asked, ...tally.failures, ...problems])],
    notes: [
      `modules: ${Object.keys(MODULES).join(", ")}`,
      ...output.matchAll(LATE).map(([, module]) => `${module} ended at its time, with pages left`),
    ],
  };
}
