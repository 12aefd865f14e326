import type { Planted } from "./plant.ts";
import type { Portal } from "./portal.ts";
import type { Outcome } from "./report.ts";

const TOOL = "permissions";
const STATIC = new URL("../../static", import.meta.url).pathname;
/** The portal's own code: part of it is read after the first answer, the workers with a first hash. */
const CODE = new URL("../..", import.meta.url).href;
/** Libraries ask for these when they are first used. */
const UNRELATED = /^(?:env|sys)$/;
const MAX_LINES = 10;

type Asked = { permission: string; value: string };

/** How many permissions the process had asked for before the first request. */
export async function countPermissions(portal: Portal): Promise<number> {
  return (await readPermissions(portal.permissions)).length;
}

/**
 * J12: what the portal's process asked the runtime for since the first request: its own files, and
 * never a connection or a program. Its flags let it connect to loopback alone, so that whatever else
 * it tried was denied too.
 */
export async function judgePermissions(
  portal: Portal,
  folder: string,
  since: number,
): Promise<Outcome> {
  const asked = (await readPermissions(portal.permissions)).slice(since);
  const own = [STATIC, folder, "data"];
  const strange = asked.filter(({ permission, value }) =>
    !UNRELATED.test(permission) && !isOwnCode(permission, value) &&
    !own.some((place) => `${value}/`.startsWith(`${place}/`))
  );
  const denied = portal.process.errors.filter((line) => /NotCapable|PermissionDenied/.test(line));
  return {
    tool: TOOL,
    target: "the portal's process, since the first request",
    tried: describe(asked),
    findings: [
      ...distinct(strange).map((line) => `it asked for ${line}`),
      ...denied.slice(0, MAX_LINES).map((line) => `denied: ${line}`),
    ],
    notes: [],
  };
}

/**
 * The planted server connects wherever it is told, so that must be seen; if any tool told it to.
 */
export async function judgePlantedPermissions(
  { permissions }: Planted,
  tools: Outcome[],
): Promise<Outcome[]> {
  if (tools.every(({ tool, skipped }) => tool !== "wapiti" || skipped !== undefined)) return [];
  const asked = await readPermissions(permissions);
  const chosen = asked.filter(({ permission, value }) =>
    permission === "net" && value.startsWith("http")
  );
  return [{
    tool: TOOL,
    target: "planted",
    tried: describe(asked),
    findings: [],
    notes: [`connections that an attacker chose: ${chosen.length}`],
    control: chosen.length > 0 ? "heard" : "silent",
  }];
}

function isOwnCode(permission: string, value: string): boolean {
  return permission === "read" && value.startsWith(CODE) && /\.tsx?$/.test(value);
}

async function readPermissions(path: string): Promise<Asked[]> {
  const lines = (await Deno.readTextFile(path)).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line));
}

function describe(asked: Asked[]): string {
  const kinds = [...new Set(asked.map(({ permission }) => permission))];
  const times = (kind: string) => asked.filter(({ permission }) => permission === kind).length;
  return kinds.map((kind) => `${kind} × ${times(kind)}`).join(", ") || "nothing";
}

function distinct(asked: Asked[]): string[] {
  return [...new Set(asked.map(({ permission, value }) => `${permission} ${value}`))]
    .slice(0, MAX_LINES);
}
