import { DETAIL_PART, manyDetails } from "../support/addresses.ts";
import { startPortal } from "../support/checkout.ts";
import { saturate, startDriver } from "../support/load.ts";
import { memoryOf } from "../../tests/support/memory.ts";
import { type Family, judged, megabytes, milliseconds, perSecond } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import type { Stage } from "../support/stage.ts";
import { warmUp } from "../support/throughput.ts";

const PEOPLE = 300;
const PART_OF_TOP = 0.7;
/** Memory is flat where it grows less than this. */
const FLAT_MB = 50;

/** P16: three hundred people at seven tenths of what one process can answer. */
export const CROWD_ROWS: Family = {
  ids: ["P16"],
  measure: async (stage) => {
    const portal = await startPortal(stage.checkout, stage.database);
    try {
      const { plan, top } = await planFor(stage, portal);
      const before = (await memoryOf(portal.pid)).now;
      const seen = await startDriver(plan).ended();
      const growth = (await memoryOf(portal.pid)).now - before;
      return figures(plan, top, seen, growth);
    } finally {
      await portal.stop();
    }
  },
};

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
  { p50, p99, failed, answers }: { p50: number; p99: number; failed: number; answers: number },
  growth: number,
) {
  const id = "P16";
  const name = `${PEOPLE} people for ${seconds} s at ${perSecond(rate)} of ${perSecond(top)}`;
  return [
    judged({
      id,
      what: `${name}: p99 / p50`,
      portal: `${milliseconds(p99)} / ${milliseconds(p50)}`,
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
      what: "the same: growth of memory",
      portal: megabytes(growth),
      value: growth / 1e6,
      sign: "≤",
      limit: FLAT_MB,
      unit: " MB",
    }),
  ];
}
