import { DETAIL_PART, manyDetails } from "../support/addresses.ts";
import { startParallel } from "../support/checkout.ts";
import { startFloorParallel } from "../support/peers.ts";
import { type Family, judged, perSecond, short } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import type { Stage } from "../support/stage.ts";
import { compareThroughput, warmUp } from "../support/throughput.ts";

const CONNECTIONS = 32;
const DRIVERS = 8;
const THREADS = [1, 2] as const;

/** P3: `deno serve --parallel` with two threads against one; beside it what the floor gains. */
export const PARALLEL_ROW: Family = {
  ids: ["P3"],
  measure: async (stage) => {
    const headers = { ...DETAIL_PART, Cookie: stage.cookie };
    const portals = await both((threads) => startParallel(stage.checkout, stage.database, threads));
    const { peer, portal, ratio } = await compare(stage, portals, headers);
    const floors = await both((threads) => startFloorParallel(stage, threads));
    const floor = await compare(stage, floors, {});
    return [judged({
      id: "P3",
      what: "deno serve --parallel, two threads / one",
      portal: `${perSecond(peer)} → ${perSecond(portal)}`,
      peer: `floor ${perSecond(floor.peer)} → ${perSecond(floor.portal)} (${short(floor.ratio)})`,
      value: ratio,
      sign: "≥",
      limit: 1.8,
    })];
  },
};

async function both(start: (threads: number) => Promise<Server>): Promise<Server[]> {
  return await Promise.all(THREADS.map(start));
}

/** The server with one thread is the peer of the one with two. */
async function compare(
  { options }: Stage,
  servers: Server[],
  headers: Record<string, string>,
) {
  const [one, two] = servers;
  if (!one || !two) throw new Error("a server is missing");
  const sign = "<td";
  const contenders = {
    peer: { server: one, headers, sign },
    portal: { server: two, headers, sign },
  };
  const { rounds, quick } = options;
  try {
    await warmUp(contenders.peer, manyDetails(), DRIVERS);
    // Each thread compiles for itself.
    for (let thread = 1; thread <= 2; thread++) {
      await warmUp(contenders.portal, manyDetails(), DRIVERS);
    }
    const pace = { rounds, seconds: quick ? 1 : 3, connections: CONNECTIONS, drivers: DRIVERS };
    return await compareThroughput(contenders, manyDetails(), pace);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
