import { environmentOf } from "../support/checkout.ts";
import { startHello } from "../support/peers.ts";
import { type Family, judged, milliseconds } from "../support/row.ts";
import { freePort, type Server, startServer } from "../support/server.ts";
import type { Stage } from "../support/stage.ts";
import { comparison } from "../support/statistics.ts";

const STARTS = 3;

/** P12: from the start of a process to its first answer, against a Hono hello world. */
export const START_ROW: Family = {
  ids: ["P12"],
  measure: async (stage) => {
    const [hellos, portals] = [new Array<number>(), new Array<number>()];
    for (let turn = 0; turn < STARTS * stage.options.rounds; turn++) {
      hellos.push(await timeOf(startHello));
      portals.push(await timeOf(() => startSignIn(stage)));
    }
    const { peer, portal, ratio } = comparison(hellos, portals);
    return [judged({
      id: "P12",
      what: "process start to the first answer (/zona-ser)",
      portal: milliseconds(portal),
      peer: `Hono hello world ${milliseconds(peer)}`,
      value: ratio,
      sign: "≤",
      limit: 2.5,
    })];
  },
};

async function startSignIn({ checkout, database }: Stage): Promise<Server> {
  const port = freePort();
  const cwd = database.slice(0, database.lastIndexOf("/"));
  const options = { port, path: "/zona-ser", cwd, env: environmentOf(database, port) };
  return await startServer(Deno.execPath(), checkout.wordsOf("start"), options);
}

async function timeOf(start: () => Promise<Server>): Promise<number> {
  const began = performance.now();
  const server = await start();
  const ms = performance.now() - began;
  await server.stop();
  return ms;
}
