import { DETAIL_PART, manyDetails } from "../support/addresses.ts";
import { startPortal } from "../support/checkout.ts";
import { type Measured, saturate, startDriver } from "../support/load.ts";
import { startAsked, startFloor } from "../support/peers.ts";
import { forgetPeak, memoryOf } from "../../tests/support/memory.ts";
import {
  compared,
  type Family,
  type Figure,
  judged,
  megabytes,
  milliseconds,
  NONE,
  perSecond,
} from "../support/row.ts";
import type { Server } from "../support/server.ts";
import type { Stage } from "../support/stage.ts";
import { warmUp } from "../support/throughput.ts";

const PEOPLE = 300;
const PART_OF_TOP = 0.7;
/** Memory is flat where it grows less than this. */
const FLAT_MB = 50;

/**
 * P16: three hundred people at seven tenths of what one process can answer. The floor is asked at the
 * same rate by the same driver: what it sees there is the driver's own and the machine's. Then the peer
 * that asks and draws the same, at seven tenths of what that one can answer: its waits are those of
 * questions and drawing alone.
 */
export const CROWD_ROWS: Family = {
  ids: ["P16"],
  measure: async (stage) => {
    const portal = await startPortal(stage.checkout, stage.database);
    const floor = await startFloor(stage);
    const asked = await startAsked(stage);
    try {
      const { plan, top } = await planFor(stage, portal);
      const driver = startDriver(plan);
      const growth = growthOf(portal.pid, plan.seconds);
      const seen = await driver.ended();
      await warmUp({ server: floor, headers: {}, sign: "<td" }, manyDetails());
      const peer = await startDriver({ ...plan, port: floor.port }).ended();
      const least = await planFor(stage, asked);
      const leastSeen = await startDriver(least.plan).ended();
      return [...figures(plan, top, seen, peer, await growth), leastFigure(least, leastSeen)];
    } finally {
      await Promise.all([portal.stop(), floor.stop(), asked.stop()]);
    }
  },
};

/**
 * How much more memory the process held at most in the second half of the time than in the first. Its
 * heap grows until it is swept, so that two moments compared tell only where each stood between
 * two sweeps.
 */
async function growthOf(pid: number, seconds: number): Promise<number> {
  const peaks: number[] = [];
  for (const _half of [1, 2]) {
    await forgetPeak(pid);
    await new Promise((resolve) => setTimeout(resolve, seconds * 500));
    peaks.push((await memoryOf(pid)).peak);
  }
  const [first = NaN, second = NaN] = peaks;
  return second - first;
}

/** Finds the top rate just before, on the same addresses. */
async function planFor({ options, folder, cookie }: Stage, server: Server) {
  const { port } = server;
  const pathsFile = `${folder}/crowd.txt`;
  await Deno.writeTextFile(pathsFile, manyDetails().join("\n"));
  const headers = { ...DETAIL_PART, Cookie: cookie };
  const plan = { port, pathsFile, offset: 0, headers };
  await warmUp({ server, headers, sign: "<td" }, manyDetails());
  const { answers, seconds } = await saturate({
    ...plan,
    connections: 16,
    seconds: options.quick ? 4 : 10,
  });
  const top = answers / seconds;
  const rate = { connections: PEOPLE, perSecond: top * PART_OF_TOP };
  return { top, plan: { ...plan, ...rate, offset: 5000, seconds: options.quick ? 10 : 60 } };
}

function figures(
  { seconds, perSecond: rate }: { seconds: number; perSecond: number },
  top: number,
  { p50, p99, failed, answers }: Measured,
  peer: Measured,
  growth: number,
) {
  const id = "P16";
  const name = `${PEOPLE} people for ${seconds} s at ${perSecond(rate)} of ${perSecond(top)}`;
  return [
    judged({
      id,
      what: `${name}: p99 / p50`,
      portal: waits({ p50, p99 }),
      peer: `floor ${waits(peer)}`,
      value: p99 / p50,
      sign: "≤",
      limit: 10,
    }),
    judged({
      id,
      what: "the same: failed requests",
      portal: `${failed} of ${answers}`,
      value: failed,
      sign: "≤",
      limit: 0,
      unit: "",
    }),
    judged({
      id,
      what: "the same: memory at most in the second half, beyond the first",
      portal: megabytes(growth),
      value: growth / 1e6,
      sign: "≤",
      limit: FLAT_MB,
      unit: " MB",
    }),
  ];
}

function leastFigure(
  { plan, top }: { plan: { perSecond: number }; top: number },
  { p50, p99 }: Measured,
): Figure {
  const name = `a server that asks and draws the same, and does nothing else, at ${
    perSecond(plan.perSecond)
  } of ${perSecond(top)}: p99 / p50`;
  return compared("P16", name, NONE, waits({ p50, p99 }), p99 / p50);
}

const waits = ({ p50, p99 }: Pick<Measured, "p50" | "p99">) =>
  `${milliseconds(p99)} / ${milliseconds(p50)}`;
