import { Connection, requestBytes } from "./connection.ts";
import type { DriverPlan, Measured } from "./load.ts";
import { percentile } from "./statistics.ts";

/**
 * A process that asks a server: each connection as fast as answers come, or all together at a rate.
 * Reads its plan from the command line and ends after its seconds or when its standard input ends.
 */
if (import.meta.main) {
  const plan: DriverPlan = JSON.parse(Deno.args[0] ?? "");
  const paths = (await Deno.readTextFile(plan.pathsFile)).trim().split("\n");
  const seen: Seen = { times: [], bytes: 0, failed: 0, isOver: false };
  const began = performance.now();
  const end = () => seen.isOver = true;
  const timer = setTimeout(end, plan.seconds * 1000);
  Deno.stdin.readable.pipeTo(new WritableStream()).then(end);
  await Promise.all(
    Array.from({ length: plan.connections }, (_, index) => ask(plan, paths, index, seen)),
  );
  clearTimeout(timer);
  console.log(JSON.stringify(summary(seen, (performance.now() - began) / 1000)));
  Deno.exit(0);
}

type Seen = { times: number[]; bytes: number; failed: number; isOver: boolean };

/**
 * Asks one request after the other on one connection. At a rate a wait counts from when the request
 * was due: an answer that comes late does not hide that the next one was asked late.
 */
async function ask(plan: DriverPlan, paths: string[], index: number, seen: Seen): Promise<void> {
  const { connections, perSecond, port, offset, isPatient } = plan;
  const pauseMs = perSecond === undefined ? 0 : connections / perSecond * 1000;
  let connection = await Connection.open(port);
  let due = performance.now() + pauseMs * index / connections;
  for (let turn = index + offset; !seen.isOver; turn += connections) {
    await sleepUntil(pauseMs === 0 ? 0 : due);
    if (seen.isOver) break;
    const from = pauseMs === 0 || isPatient ? performance.now() : due;
    const request = requestBytes(port, paths[turn % paths.length] ?? "/", plan.headers);
    try {
      const { status, wireBytes } = await connection.ask(request);
      if (status !== 200) seen.failed++;
      seen.bytes += wireBytes;
    } catch {
      seen.failed++;
      connection = await Connection.open(port);
    }
    seen.times.push(performance.now() - from);
    due = isPatient ? Math.max(due + pauseMs, performance.now()) : due + pauseMs;
  }
  connection.close();
}

async function sleepUntil(due: number): Promise<void> {
  const ms = due - performance.now();
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

function summary({ times, bytes, failed }: Seen, seconds: number): Measured {
  return {
    answers: times.length,
    seconds,
    bytes,
    failed,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    longest: percentile(times, 1),
  };
}
