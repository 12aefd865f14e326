import { DatabaseSync } from "node:sqlite";
import { startPortal } from "../support/checkout.ts";
import { NIT } from "../support/payments.ts";
import { type Family, type Figure, judged, milliseconds } from "../support/row.ts";
import type { Stage } from "../support/stage.ts";
import { comparison } from "../support/statistics.ts";
import { visit } from "../support/visitor.ts";

/** A right NIT that is not on file. */
const NOBODY = "800191045";
const PAIRS_A_ROUND = 40;
const WARM_UP = 10;
/** What goes on after an answer, a mail above all, must not slow the next one down. */
const REST_MS = 150;

/** P17: what the time of an answer tells: a forgotten password of whoever has an account, or none. */
export const RESET_ROW: Family = {
  ids: ["P17"],
  measure: async (stage) => {
    const portal = await startPortal(stage.checkout, stage.smallDatabase);
    using database = new DatabaseSync(stage.smallDatabase);
    database.exec("PRAGMA busy_timeout = 5000");
    try {
      return [await compareResets(stage, portal.port, database)];
    } finally {
      await portal.stop();
    }
  },
};

async function compareResets(
  { options }: Stage,
  port: number,
  database: DatabaseSync,
): Promise<Figure> {
  const times: Record<string, number[]> = { [NIT]: [], [NOBODY]: [] };
  const ask = async (nit: string) => {
    // Three mails an hour are sent, and forty tries of a place let in: each one begins anew.
    database.exec("DELETE FROM attempts");
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    times[nit]?.push(await timeOf(port, nit));
  };
  for (let count = 0; count < WARM_UP; count++) for (const nit of [NIT, NOBODY]) await ask(nit);
  for (const list of Object.values(times)) list.length = 0;
  for (let pair = 0; pair < PAIRS_A_ROUND * options.rounds; pair++) {
    const order = pair % 2 === 0 ? [NIT, NOBODY] : [NOBODY, NIT];
    for (const nit of order) await ask(nit);
  }
  const { peer, portal, ratio } = comparison(times[NOBODY] ?? [], times[NIT] ?? []);
  return judged({
    id: "P17",
    what: "a forgotten password: an account / none",
    portal: milliseconds(portal),
    peer: milliseconds(peer),
    value: ratio,
    sign: "≤",
    limit: 1.1,
  });
}

/** Milliseconds until the whole answer has come. */
async function timeOf(port: number, usuario: string): Promise<number> {
  const visitor = visit(port);
  const began = performance.now();
  const answer = await visitor.post("/clave", { tipo: "prestador", usuario });
  await answer.body?.pipeTo(new WritableStream());
  const ms = performance.now() - began;
  if (answer.status !== 200) throw new Error(`/clave answered ${answer.status}`);
  return ms;
}
