import { ROOT, temporaryFolder } from "../../db/support/process.ts";
import { FILE_ONLY } from "./file_only.ts";
import { groupTests } from "../runs/groups.ts";
import { startManyDatabases } from "./many_databases.ts";

export type RunOnSqld = {
  passed: number;
  /** What failed and is not of FILE_ONLY, by name. */
  failed: string[];
  /** What failed and is of FILE_ONLY. */
  excused: string[];
  said: string;
};

const SUMMARY = /^(?:ok|FAILED) \| (\d+) passed/m;

type Options = {
  /** Of those places, the ones whose tests are not run. */
  without?: string[];
  isParallel?: boolean;
};

/**
 * Runs the tests of these files and folders in a process of their own, with their databases at a
 * real sqld that asks for a token.
 */
export async function runOnSqld(
  places: string[],
  { without = [], isParallel = false }: Options = {},
): Promise<RunOnSqld> {
  await using folder = await temporaryFolder();
  await using server = await startManyDatabases();
  const templates = `${folder.path}/templates`;
  await Deno.mkdir(templates);
  const flags = ["--config=deno.json", "--allow-all", "--no-check", "--quiet"];
  if (isParallel) flags.push("--parallel");
  const groups = await groupTests(folder.path, places, { without, isAlone: needsFile });
  await using tests = new Deno.Command(Deno.execPath(), {
    args: ["test", ...flags, ...groups],
    cwd: ROOT,
    env: { NO_COLOR: "1", TMPDIR: folder.path, TEST_TEMPLATES: templates, ...server.env },
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const said = await new Response(tests.stdout).text();
  const { success } = await tests.status;
  const names = failuresOf(said);
  if (!success && names.length === 0) names.push("the run itself");
  return {
    passed: Number(SUMMARY.exec(said)?.[1] ?? 0),
    failed: names.filter((name) => !isFileOnly(name)),
    excused: names.filter(isFileOnly),
    said,
  };
}

/** Whether a file of tests has one that fails at a server. */
async function needsFile(file: string): Promise<boolean> {
  const text = await Deno.readTextFile(ROOT + file);
  return Object.keys(FILE_ONLY).some((name) => text.includes(JSON.stringify(name).slice(1, -1)));
}

function isFileOnly(name: string): boolean {
  return name in FILE_ONLY;
}

/** The tests, or the files outside of a test, that the list at the end of a run names. */
function failuresOf(said: string): string[] {
  const [, list = ""] = said.split("\n FAILURES \n");
  const lines = list.split("\n").filter((line) => / => \S+$|\(uncaught error\)$/.test(line));
  return [...new Set(lines.map((line) => line.replace(/ => \S+$/, "").replace(/ \.\.\. .*/, "")))];
}
