import { groupTests } from "./support/runs/groups.ts";

/**
 * Runs every test and ends with one plain line, `N passed, N failed`, for people and programs. Types
 * are for `deno task check`: checking them here as well takes as long as fifty tests.
 */
const FLAGS = ["--allow-all", "--parallel", "--quiet", "--no-check"];
/** The longest first, so that at the end no core waits for one group; the cheapest are the last. */
const ORDER = [
  "tests/browser",
  "tests/whole/sqld",
  "tests/db/commands",
  "tests/faults",
  "tests/whole",
  "tests/routes",
  "tests/db",
  "tests/lib",
  "tests",
];
const SUMMARY = /(\d+) passed(?:[^|]*)\|\s*(\d+) failed/;

const folder = await Deno.makeTempDir({ prefix: "zona-ser-run-" });
await Deno.mkdir(`${folder}/templates`);
await new Deno.Command(Deno.execPath(), {
  args: ["run", "--config=deno.json", "-A", "--quiet", "tests/support/runs/browser_path.ts"],
  env: { TMPDIR: folder },
}).output();
const { stdout, status } = startTests(folder, await groupTests(folder, ORDER));

let summary = "0 passed, 0 failed";
let rest = "";
for await (const text of stdout.pipeThrough(new TextDecoderStream())) {
  await Deno.stdout.write(new TextEncoder().encode(text));
  const lines = (rest + text).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) {
    const [, passed, failed] = SUMMARY.exec(line) ?? [];
    if (passed !== undefined) summary = `${passed} passed, ${failed} failed`;
  }
}
const { code } = await status;
await Deno.remove(folder, { recursive: true });
console.log(summary);
Deno.exit(code);

/** The tests in a process; a signal to end goes to it, so that the folder is removed all the same. */
function startTests(folder: string, groups: string[]): Deno.ChildProcess {
  const tests = new Deno.Command(Deno.execPath(), {
    args: ["test", "--config=deno.json", ...FLAGS, ...Deno.args, ...groups],
    env: { NO_COLOR: "1", TMPDIR: folder, TEST_TEMPLATES: `${folder}/templates` },
    stdout: "piped",
  }).spawn();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => tests.kill(signal));
  }
  return tests;
}
