import { DRIVER_NAME } from "./load.ts";

const PAGE = new URL("../../docs/performance.md", import.meta.url).pathname;
const BEGIN = "<!-- The table below is written by `deno task bench --write`. -->";

/** Where and when a table was measured: the machine with its load, the date, the commit. */
export async function describeRun(commit: string, settings: string): Promise<string> {
  const cpu = await Deno.readTextFile("/proc/cpuinfo").catch(() => "");
  const model = /^model name\s*:\s*(.+)$/m.exec(cpu)?.[1] ?? "unknown processor";
  const { total } = Deno.systemMemoryInfo();
  const busy = Deno.loadavg().map((load) => load.toFixed(1)).join(", ");
  return [
    `Commit ${commit}, ${new Date().toISOString().slice(0, 10)}, Deno ${Deno.version.deno}.`,
    `${navigator.hardwareConcurrency} cores (${model}), ${Math.round(total / 1e9)} GB.`,
    `Load of the machine at the end (1, 5, 15 minutes): ${busy}. Driver: ${DRIVER_NAME}.`,
    `Run: ${settings}.`,
  ].join(" ");
}

/** Replaces the table in docs/performance.md. */
export async function writePage(description: string, table: string): Promise<void> {
  const text = await Deno.readTextFile(PAGE);
  const [kept, old] = text.split(BEGIN);
  if (kept === undefined || old === undefined) throw new Error(`${PAGE}: has no place for a table`);
  await Deno.writeTextFile(PAGE, `${kept}${BEGIN}\n\n${description}\n\n${table}\n`);
  const { success } = await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", PAGE] })
    .output();
  if (!success) throw new Error("deno fmt failed");
}
