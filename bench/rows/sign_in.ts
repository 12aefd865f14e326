import { DETAIL_PART, samePage } from "../support/addresses.ts";
import { timeBareHash } from "../support/argon2.ts";
import { startPortal } from "../support/checkout.ts";
import { startDriver } from "../support/load.ts";
import { forgetPeak, memoryOf } from "../../tests/support/memory.ts";
import { NIT, shortVouchers } from "../support/payments.ts";
import { type Family, type Figure, judged, megabytes, milliseconds } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import type { Stage } from "../support/stage.ts";
import { comparison } from "../support/statistics.ts";
import { PASSWORD, signIn, visit } from "../support/visitor.ts";

const ALTERNATIONS = 10;
const AT_ONCE = 200;
const REQUESTS_A_SECOND = 10;
const MAX_SECONDS = 120;

/** P15: a sign-in against the hash that it must make, and two hundred at once. */
export const SIGN_IN_ROWS: Family = {
  ids: ["P15"],
  measure: async (stage) => {
    const portal = await startPortal(stage.checkout, stage.database);
    try {
      return [await oneSignIn(stage, portal), ...await manySignIns(stage, portal)];
    } finally {
      await portal.stop();
    }
  },
};

async function oneSignIn({ options }: Stage, { port }: Server): Promise<Figure> {
  const [hashes, signIns] = [new Array<number>(), new Array<number>()];
  await signIn(port);
  await timeBareHash(PASSWORD);
  for (let turn = 0; turn < ALTERNATIONS * options.rounds; turn++) {
    hashes.push(await timeBareHash(PASSWORD));
    const began = performance.now();
    await signIn(port);
    signIns.push(performance.now() - began);
  }
  const { peer, portal, ratio } = comparison(hashes, signIns);
  return judged({
    id: "P15",
    what: "one sign-in through the form / its Argon2id hash alone",
    portal: milliseconds(portal),
    peer: milliseconds(peer),
    value: ratio,
    sign: "≤",
    limit: 1.3,
  });
}

/** Two hundred from as many places at the same moment, while others look at pages. */
async function manySignIns(stage: Stage, { port, pid }: Server): Promise<Figure[]> {
  const plan = await requestPlan(stage, port);
  const without = await startDriver({ ...plan, seconds: 5 }).ended();
  const before = (await memoryOf(pid)).now;
  await forgetPeak(pid);
  const others = startDriver({ ...plan, seconds: MAX_SECONDS });
  const statuses = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) => trySignIn(port, index)),
  );
  const during = await others.stop();
  const growth = (await memoryOf(pid)).peak - before;
  const taken = statuses.filter((status) => status === 303).length;
  const put = `${taken} let in, ${AT_ONCE - taken} asked to come again`;
  return [
    judged({
      id: "P15",
      what: `${AT_ONCE} sign-ins at once (${put}): p99 of others' pages`,
      portal: milliseconds(during.p99),
      peer: `without ${milliseconds(without.p99)}`,
      value: during.p99,
      sign: "≤",
      limit: 100,
      unit: " ms",
    }),
    judged({
      id: "P15",
      what: "the same: growth of memory",
      portal: megabytes(growth),
      value: growth / 1e6,
      sign: "≤",
      limit: 200,
      unit: " MB",
    }),
  ];
}

async function trySignIn(port: number, index: number): Promise<number> {
  const place = `10.1.${Math.trunc(index / 250)}.${index % 250 + 1}`;
  const visitor = visit(port, { "x-forwarded-for": place });
  const form = { tipo: "prestador", usuario: NIT, contrasena: PASSWORD };
  const answer = await visitor.post("/zona-ser", form);
  await answer.body?.cancel();
  return answer.status;
}

async function requestPlan({ folder, cookie }: Stage, port: number) {
  const pathsFile = `${folder}/beside-sign-ins.txt`;
  const [voucher = ""] = shortVouchers();
  await Deno.writeTextFile(pathsFile, samePage(voucher, 1).join("\n"));
  const headers = { ...DETAIL_PART, Cookie: cookie };
  return { port, pathsFile, offset: 0, headers, connections: 2, perSecond: REQUESTS_A_SECOND };
}
