import { hasProgram, output } from "./programs.ts";

/** What a process asks of a server, and how. */
export type DriverPlan = {
  port: number;
  /** One address a line, taken in turn from `offset` on. */
  pathsFile: string;
  offset: number;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
  /** How many requests a second in all; as many as are answered where absent. */
  perSecond?: number;
  /** A late answer puts off the next request; else its wait counts from when it was due. */
  isPatient?: boolean;
};

/** What a driver saw; times in milliseconds, `bytes` with headers. */
export type Measured = {
  answers: number;
  seconds: number;
  bytes: number;
  failed: number;
  p50: number;
  p99: number;
  longest: number;
};

const DRIVER = new URL("driver.ts", import.meta.url).pathname;
const WRK_SCRIPT = new URL("wrk.lua", import.meta.url).pathname;
/** Between two drivers that begin one after the other: longer than a thread takes for an answer. */
const BEGIN_EVERY_MS = 10;
/** So many addresses after one another's the drivers begin. */
const APART = 2000;
const hasWrk = await hasProgram("wrk");
export const DRIVER_NAME = hasWrk ? "wrk" : "bench/support/driver.ts";

/** As many answers as come in the plan's seconds, by wrk where it is there. Throws on a failed one. */
export async function saturate(plan: DriverPlan): Promise<Measured> {
  const measured = hasWrk ? await byWrk(plan) : await startDriver(plan).ended();
  if (measured.failed > 0) throw new Error(`${measured.failed} requests failed`);
  return measured;
}

/**
 * The same by several drivers, which share the connections and begin one after the other, as people
 * do. Where threads of one process listen together, the first that wakes takes every connection that
 * waits then: all of them, if they are opened at once.
 */
export async function saturateInTurn(
  plan: DriverPlan,
  drivers: number,
): Promise<Pick<Measured, "answers" | "seconds" | "bytes">> {
  const begin = async (_: unknown, turn: number) => {
    await new Promise((resolve) => setTimeout(resolve, turn * BEGIN_EVERY_MS));
    const offset = plan.offset + turn * APART;
    return await saturate({ ...plan, offset, connections: plan.connections / drivers });
  };
  const measured = await Promise.all(Array.from({ length: drivers }, begin));
  const sum = (of: "answers" | "seconds" | "bytes") =>
    measured.reduce((all, one) => all + one[of], 0);
  return { answers: sum("answers"), seconds: sum("seconds") / drivers, bytes: sum("bytes") };
}

/** Starts a driver of our own in its process; `stop` ends it before its time. */
export function startDriver(plan: DriverPlan) {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-net=127.0.0.1", "--allow-read", DRIVER, JSON.stringify(plan)],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const ended = async (): Promise<Measured> => {
    const { stdout } = await process.output();
    return JSON.parse(new TextDecoder().decode(stdout));
  };
  return {
    ended,
    async stop(): Promise<Measured> {
      await process.stdin.close();
      return await ended();
    },
  };
}

async function byWrk(plan: DriverPlan): Promise<Measured> {
  const headers = Object.entries(plan.headers).flatMap(([name, value]) => [
    "-H",
    `${name}: ${value}`,
  ]);
  const text = await output("wrk", [
    "-t1",
    `-c${plan.connections}`,
    `-d${plan.seconds}s`,
    ...headers,
    "-s",
    WRK_SCRIPT,
    `http://127.0.0.1:${plan.port}/`,
    "--",
    plan.pathsFile,
    String(plan.offset),
  ]);
  return JSON.parse(text.trim().split("\n").at(-1) ?? "");
}
