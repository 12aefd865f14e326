import { startPortal } from "../support/checkout.ts";
import { startDriver } from "../support/load.ts";
import { forgetPeak, memoryOf } from "../../tests/support/memory.ts";
import { LONG_VOUCHER } from "../support/payments.ts";
import { writeByXlsxWriter } from "../support/peers.ts";
import {
  type Family,
  type Figure,
  judged,
  megabytes,
  milliseconds,
  skipped,
} from "../support/row.ts";
import type { Server } from "../support/server.ts";
import { say, type Stage } from "../support/stage.ts";
import { comparison, median } from "../support/statistics.ts";

const HEALTH_A_SECOND = 200;
const MAX_SECONDS = 300;
const XLSX_START = "PK";

type Download = {
  ms: number;
  firstByteMs: number;
  bytes: number;
  memoryGrowth: number;
  longestWait: number;
};

/** P7 and P8: the workbook of 100,000 settlements, what it costs others, and XlsxWriter. */
export const WORKBOOK_ROWS: Family = {
  ids: ["P7", "P8"],
  measure: async (stage) => {
    const rounds = stage.options.quick ? 1 : 3;
    const downloads: Download[] = [];
    const peers: (number | string)[] = [];
    let idleWait = 0;
    for (let round = 1; round <= rounds; round++) {
      say(`workbook, round ${round} of ${rounds}`);
      const portal = await startPortal(stage.checkout, stage.database);
      try {
        idleWait = Math.max(idleWait, await waitWithout(stage, portal));
        downloads.push(await download(stage, portal));
      } finally {
        await portal.stop();
      }
      peers.push(await writeByXlsxWriter(stage, LONG_VOUCHER));
    }
    return [timeFigure(downloads, peers), ...costFigures(downloads, idleWait)];
  },
};

function timeFigure(downloads: Download[], peers: (number | string)[]): Figure {
  const what = "workbook of 100,000 settlements × 20 columns, over HTTP";
  const times = downloads.map(({ ms }) => ms);
  const known = peers.filter((peer) => typeof peer === "number");
  if (known.length < peers.length) return skipped("P7", what, "≤ 0.5", String(peers[0]));
  const { portal, peer, ratio } = comparison(known, times);
  return judged({
    id: "P7",
    what,
    portal: `${milliseconds(portal)}, ${megabytes(downloads[0]?.bytes ?? NaN)}`,
    peer: `XlsxWriter ${milliseconds(peer)}`,
    value: ratio,
    sign: "≤",
    limit: 0.5,
  });
}

function costFigures(downloads: Download[], idleWait: number): Figure[] {
  const id = "P8";
  const growth = median(downloads.map(({ memoryGrowth }) => memoryGrowth));
  const wait = median(downloads.map(({ longestWait }) => longestWait));
  const first = median(downloads.map(({ firstByteMs }) => firstByteMs));
  return [
    judged({
      id,
      what: "the same: growth of memory",
      portal: megabytes(growth),
      value: growth / 1e6,
      sign: "≤",
      limit: 100,
      unit: " MB",
    }),
    judged({
      id,
      what: "the same: longest wait of /health, asked every 5 ms",
      portal: milliseconds(wait),
      peer: `idle ${milliseconds(idleWait)}`,
      value: wait,
      sign: "≤",
      limit: 50,
      unit: " ms",
    }),
    judged({
      id,
      what: "the same: first byte, the first download of a process",
      portal: milliseconds(first),
      value: first,
      sign: "≤",
      limit: 200,
      unit: " ms",
    }),
  ];
}

/** Downloads the workbook from a process that made none before, while others ask for /health. */
async function download(stage: Stage, { port, pid }: Server): Promise<Download> {
  const others = startDriver(await healthPlan(stage, port, MAX_SECONDS));
  const before = (await memoryOf(pid)).now;
  await forgetPeak(pid);
  const began = performance.now();
  const address = `http://127.0.0.1:${port}/export.xlsx?comprobante=${LONG_VOUCHER}`;
  const answer = await fetch(address, { headers: { cookie: stage.cookie } });
  if (!answer.ok || !answer.body) throw new Error(`${address} answered ${answer.status}`);
  let [bytes, firstByteMs] = [0, NaN];
  for await (const chunk of answer.body) {
    if (bytes === 0) {
      firstByteMs = performance.now() - began;
      const start = new TextDecoder().decode(chunk.subarray(0, XLSX_START.length));
      if (start !== XLSX_START) throw new Error(`${address} is no workbook`);
    }
    bytes += chunk.length;
  }
  const ms = performance.now() - began;
  const memoryGrowth = (await memoryOf(pid)).peak - before;
  return { ms, firstByteMs, bytes, memoryGrowth, longestWait: (await others.stop()).longest };
}

async function waitWithout(stage: Stage, { port }: Server): Promise<number> {
  return (await startDriver(await healthPlan(stage, port, 3)).ended()).longest;
}

async function healthPlan({ folder }: Stage, port: number, seconds: number) {
  const pathsFile = `${folder}/health.txt`;
  await Deno.writeTextFile(pathsFile, "/health");
  const rate = { connections: 1, perSecond: HEALTH_A_SECOND, isPatient: true };
  return { port, pathsFile, offset: 0, headers: {}, seconds, ...rate };
}
