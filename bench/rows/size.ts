import { DETAIL_PART, fewDetails } from "../support/addresses.ts";
import { type Checkout, startPortal } from "../support/checkout.ts";
import { saturate } from "../support/load.ts";
import { makeLarge } from "../support/large_database.ts";
import { LONG_VOUCHER } from "../support/payments.ts";
import { type Family, judged, milliseconds } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import { copyDatabase, say, type Stage } from "../support/stage.ts";
import { comparison } from "../support/statistics.ts";
import { warmUp } from "../support/throughput.ts";
import { addressFile, costOf } from "./long_voucher.ts";

const COPIES = 99;

/** P5 and P11: a page and a search in ten million settlements, against a hundred thousand. */
export const SIZE_ROWS: Family = {
  ids: ["P5", "P11"],
  isHeavy: true,
  measure: async (stage) => {
    const database = await copyDatabase(stage.database, `${stage.folder}/large`);
    say("ten million settlements");
    makeLarge(database, COPIES);
    const servers = await Promise.all([
      start(stage.checkout, stage.database),
      start(stage.checkout, database),
    ]);
    try {
      const page = await addressFile(stage, LONG_VOUCHER, 100);
      const search = await searchFile(stage);
      const headers = { ...DETAIL_PART, Cookie: stage.cookie };
      for (const server of servers) await warmUp({ server, headers, sign: "<td" }, fewDetails());
      return [
        await figure(
          "P5",
          "a page of settlements",
          stage,
          servers,
          (port, round) => costOf(stage, port, page, round),
        ),
        await figure(
          "P11",
          "Buscar factura by its number",
          stage,
          servers,
          (port, round) => searchCost(stage, port, search, round),
        ),
      ];
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
      await Deno.remove(`${stage.folder}/large`, { recursive: true });
    }
  },
};

async function start(checkout: Checkout, database: string): Promise<Server> {
  return await startPortal(checkout, database);
}

async function figure(
  id: string,
  what: string,
  { options }: Stage,
  [small, large]: Server[],
  cost: (port: number, round: number) => Promise<number>,
) {
  const [peers, portals] = [new Array<number>(), new Array<number>()];
  // Round 0 warms both up.
  for (let round = 0; round <= options.rounds; round++) {
    const [one, other] = [
      await cost(small?.port ?? 0, round),
      await cost(large?.port ?? 0, round),
    ];
    if (round === 0) continue;
    peers.push(one);
    portals.push(other);
  }
  const { peer, portal, ratio } = comparison(peers, portals);
  return judged({
    id,
    what: `${what}: 10,000,000 settlements / 104,800`,
    portal: milliseconds(portal),
    peer: milliseconds(peer),
    value: ratio,
    sign: "≤",
    limit: 1.3,
  });
}

/** Every seventh invoice of the long voucher. */
async function searchFile({ folder }: Stage): Promise<string> {
  const path = `${folder}/searches.txt`;
  const numbers = Array.from({ length: 14_000 }, (_, index) => String(index * 7 + 1));
  const prefix = `FEV${LONG_VOUCHER.slice(3)}-`;
  const addresses = numbers.map((number) => `/buscar?q=${prefix}${number.padStart(6, "0")}`);
  await Deno.writeTextFile(path, addresses.join("\n"));
  return path;
}

async function searchCost(
  { options, cookie }: Stage,
  port: number,
  pathsFile: string,
  round: number,
): Promise<number> {
  const headers = { ...DETAIL_PART, "HX-Target": "div#buscar", Cookie: cookie };
  const seconds = options.quick ? 1 : 3;
  const plan = { port, pathsFile, offset: round * 2000, headers, connections: 4, seconds };
  const { answers, seconds: took } = await saturate(plan);
  return took * 1000 / answers;
}
