import { assert } from "@std/assert";
import process from "node:process";
import { type UnreadableFault, UnreadableFileError } from "../../../lib/unreadable_file.ts";
import { readXlsx } from "../../../lib/xlsx/reader.ts";
import { msOf, threadMs } from "./duration.ts";

/**
 * What reading a workbook cost: its processor time, which is the same on a busy machine, its memory in
 * MiB, and how long others had to wait.
 */
export type Measured = {
  ms: number;
  grew: number;
  wait: number;
  rows: number;
  /** Why it was refused, null where it was read. */
  fault: UnreadableFault | null;
};

const ROOT = new URL("../../..", import.meta.url).pathname;

/** Reads a workbook in a process of its own, because tests that run beside it share ours. */
export async function readMeasured(bytes: Uint8Array): Promise<Measured> {
  const path = await Deno.makeTempFile({ prefix: "zona-ser-" });
  try {
    await Deno.writeFile(path, bytes);
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-read", "--allow-sys", import.meta.url, path],
      cwd: ROOT,
    }).output();
    const answer = new TextDecoder().decode(stdout);
    if (answer === "") throw new Error(new TextDecoder().decode(stderr));
    return JSON.parse(answer);
  } finally {
    await Deno.remove(path);
  }
}

/** Asserts that while work runs others need not wait for most of it. */
export async function assertLetsOthersRun(work: () => Promise<unknown>): Promise<void> {
  const start = threadMs();
  const wait = await longestWait(work);
  const ms = threadMs() - start;
  assert(wait < Math.max(500, ms / 2), `${wait} of ${ms} ms`);
}

/**
 * The longest time that others had to wait while work ran, in milliseconds of this thread at work:
 * what the machine does meanwhile for others is not the work's.
 */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let [last, longest] = [threadMs(), 0];
  const look = () => {
    const now = threadMs();
    [longest, last] = [Math.max(longest, now - last), now];
  };
  const timer = setInterval(look, 1);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return longest;
}

async function readAndMeasure(path: string): Promise<Measured> {
  const bytes = await Deno.readFile(path);
  const [start, before] = [process.cpuUsage(), Deno.memoryUsage().rss];
  let [rows, most] = [0, before];
  let fault: UnreadableFault | null = null;
  const timer = setInterval(() => most = Math.max(most, Deno.memoryUsage().rss), 5);
  const wait = await longestWait(async () => {
    try {
      for await (const sheet of readXlsx(bytes)) {
        for await (const some of sheet.rows) rows += some.length;
      }
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error;
      fault = error.fault;
    }
  });
  clearInterval(timer);
  most = Math.max(most, Deno.memoryUsage().rss);
  const grew = (most - before) / 2 ** 20;
  return { ms: msOf(process.cpuUsage(start)), grew, wait, rows, fault };
}

if (import.meta.main) console.log(JSON.stringify(await readAndMeasure(Deno.args[0] ?? "")));
