import { DETAIL_PART, fewDetails, fewLists, LIST_PART } from "../support/addresses.ts";
import { manyDetails, manyLists } from "../support/addresses.ts";
import { startPortal } from "../support/checkout.ts";
import { enterDjango, startAsked, startDjango, startFloor } from "../support/peers.ts";
import {
  compared,
  type Family,
  type Figure,
  judged,
  NONE,
  perSecond,
  skipped,
} from "../support/row.ts";
import type { Server } from "../support/server.ts";
import { say, type Stage } from "../support/stage.ts";
import { compareThroughput, warmUp } from "../support/throughput.ts";

const CONNECTIONS = 16;
const GZIP = { "Accept-Encoding": "gzip" };

type Page = {
  id: string;
  name: string;
  limit: number;
  part: Record<string, string>;
  few: string[];
  many: string[];
  sign: string;
};

const PAGES: Page[] = [
  {
    id: "P1",
    name: "Detalle de Pagos",
    limit: 0.5,
    part: DETAIL_PART,
    few: fewDetails(),
    many: manyDetails(),
    sign: "<td",
  },
  {
    id: "P2",
    name: "Consulta de Pagos",
    limit: 0.4,
    part: LIST_PART,
    few: fewLists(),
    many: manyLists(),
    sign: "<td",
  },
];

/** P1 and P2: answers a second of one process, against the floor's and Django's. */
export const PAGE_ROWS: Family = {
  ids: PAGES.map(({ id }) => id),
  measure: async (stage) => {
    const portal = await startPortal(stage.checkout, stage.database);
    const floor = await startFloor(stage);
    try {
      const figures: Figure[] = [];
      const { rows } = stage.options;
      for (const page of PAGES) {
        if (rows.length > 0 && !rows.includes(page.id)) continue;
        figures.push(...await againstFloor(stage, page, portal, floor));
        figures.push(await leastOf(stage, page, floor));
        figures.push(await againstDjango(stage, page, portal));
      }
      return figures;
    } finally {
      await Promise.all([portal.stop(), floor.stop()]);
    }
  },
};

async function againstFloor(stage: Stage, page: Page, portal: Server, floor: Server) {
  const figures: Figure[] = [];
  const { id, name, limit, part, few, many, sign } = page;
  await warmUp({ server: portal, headers: { ...part, Cookie: stage.cookie }, sign }, few);
  await warmUp({ server: floor, headers: {}, sign }, few);
  for (const [kind, paths] of [["same few addresses", few], ["many addresses", many]] as const) {
    for (const [packed, more] of [["plain", {}], ["gzip", GZIP]] as const) {
      const what = `${name}: ${kind}, ${packed}`;
      say(what);
      const { peer, portal: rate, ratio } = await compareThroughput(
        {
          peer: { server: floor, headers: more, sign },
          portal: { server: portal, headers: { ...part, ...more, Cookie: stage.cookie }, sign },
        },
        paths,
        paceOf(stage),
      );
      figures.push(judged({
        id,
        what,
        portal: perSecond(rate),
        peer: `floor ${perSecond(peer)}`,
        value: ratio,
        sign: "≥",
        limit,
      }));
    }
  }
  return figures;
}

/** What a server makes of many addresses that asks and draws the same, and does nothing else. */
async function leastOf(stage: Stage, { id, name, many, sign }: Page, floor: Server) {
  const what = `${name}: many addresses, plain, asked and drawn by a server that does nothing else`;
  const asked = await startAsked(stage);
  try {
    say(what);
    const contenders = {
      peer: { server: floor, headers: {}, sign },
      portal: { server: asked, headers: {}, sign },
    };
    await warmUp(contenders.portal, many);
    const { peer, portal: rate, ratio } = await compareThroughput(contenders, many, paceOf(stage));
    const against = `${perSecond(rate)}, floor ${perSecond(peer)}`;
    return compared(id, what, NONE, against, ratio);
  } finally {
    await asked.stop();
  }
}

async function againstDjango(stage: Stage, page: Page, portal: Server): Promise<Figure> {
  const { id, name, part, few, sign } = page;
  const what = `${name}: same few addresses, against Django`;
  const django = await startDjango(stage);
  if (typeof django === "string") return skipped(id, what, "–", django);
  try {
    say(what);
    const contender = { server: django, headers: { Cookie: await enterDjango(django) }, sign };
    await warmUp(contender, few);
    const { peer, portal: rate, ratio } = await compareThroughput(
      {
        peer: contender,
        portal: { server: portal, headers: { ...part, Cookie: stage.cookie }, sign },
      },
      few,
      paceOf(stage),
    );
    return compared(id, what, perSecond(rate), `Django ${perSecond(peer)}`, ratio);
  } finally {
    await django.stop();
  }
}

function paceOf({ options }: Stage) {
  return { rounds: options.rounds, seconds: options.quick ? 1 : 3, connections: CONNECTIONS };
}
