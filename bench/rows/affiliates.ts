import { askConsulta, askMedicines, enterAsAffiliate } from "../support/asking.ts";
import { startPortal } from "../support/checkout.ts";
import { addAffiliates } from "../support/many_affiliates.ts";
import { type Family, type Figure, judged, milliseconds } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import { copyDatabase, say, type Stage } from "../support/stage.ts";
import { comparison } from "../support/statistics.ts";

const FEW = 2000;
const MANY = 2_000_000;
const MANY_QUICK = 200_000;
const ASKED_A_ROUND = 40;
/** A portal reads what later pages need a second after its start, for which everybody waits. */
const AFTER_START_MS = 3000;

type Portal = { server: Server; count: number; cookie: string };
type Act = { what: string; run: (portal: Portal, turn: number) => Promise<void> };

/**
 * P18: what affiliates ask with two million of them and five million pending medicines against two
 * thousand, one question at a time.
 */
export const AFFILIATE_ROWS: Family = {
  ids: ["P18"],
  isHeavy: true,
  measure: async (stage) => {
    const many = stage.options.quick ? MANY_QUICK : MANY;
    const portals: Portal[] = [];
    try {
      for (const count of [FEW, many]) portals.push(await open(stage, count));
      await new Promise((resolve) => setTimeout(resolve, AFTER_START_MS));
      const figures: Figure[] = [];
      for (const act of ACTS) figures.push(await compare(stage, portals, act));
      return figures;
    } finally {
      for (const { server } of portals) await server.stop();
    }
  },
};

const ACTS: Act[] = [
  {
    what: "consulta de afiliación",
    run: async ({ server, count }, turn) => void await askConsulta(server.port, count, turn),
  },
  {
    what: "an affiliate's sign-in",
    run: async ({ server }) => void await enterAsAffiliate(server.port),
  },
  {
    what: "her medicines",
    run: async ({ server, cookie }) => void await askMedicines(server.port, cookie),
  },
];

async function open(stage: Stage, count: number): Promise<Portal> {
  say(`${count} affiliates`);
  const database = await copyDatabase(stage.smallDatabase, `${stage.folder}/affiliates-${count}`);
  addAffiliates(database, count);
  const server = await startPortal(stage.checkout, database);
  const { cookie } = await enterAsAffiliate(server.port);
  return { server, count, cookie };
}

/** Each round asks the small portal and then the large one. */
async function compare({ options }: Stage, portals: Portal[], { what, run }: Act): Promise<Figure> {
  const times = portals.map(() => new Array<number>());
  const perRound = what.includes("sign-in") ? ASKED_A_ROUND / 4 : ASKED_A_ROUND;
  for (let round = -1; round < options.rounds; round++) {
    for (const [index, portal] of portals.entries()) {
      const began = performance.now();
      for (let turn = 0; turn < perRound; turn++) await run(portal, (round + 1) * perRound + turn);
      if (round >= 0) times[index]?.push((performance.now() - began) / perRound);
    }
  }
  const { peer, portal, ratio } = comparison(times[0] ?? [], times[1] ?? []);
  const many = portals[1]?.count.toLocaleString("en-US");
  return judged({
    id: "P18",
    what: `${what}, of ${many} affiliates / of ${FEW.toLocaleString("en-US")}`,
    portal: milliseconds(portal),
    peer: milliseconds(peer),
    value: ratio,
    sign: "≤",
    limit: 1.2,
  });
}
