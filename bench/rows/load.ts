import { DETAIL_PART, samePage } from "../support/addresses.ts";
import { loadCommand, loadFiles, startPortal } from "../support/checkout.ts";
import { startDriver } from "../support/load.ts";
import { hasProgram, output } from "../support/programs.ts";
import { type Family, type Figure, judged, megabytes, milliseconds } from "../support/row.ts";
import { skipped } from "../support/row.ts";
import { copyDatabase, say, type Stage } from "../support/stage.ts";
import { type Comparison, comparison } from "../support/statistics.ts";
import { watch } from "../support/watched.ts";

const REQUESTS_A_SECOND = 10;
const CONNECTIONS = 2;
const MAX_SECONDS = 300;
const SMALL_VOUCHER = "CE-ANTES";
const WHAT = "load of 104,800 Facturas from CSV";

/** P9: a load judged and stored, against a bare import of the same file. */
export const LOAD_ROWS: Family = {
  ids: ["P9"],
  measure: async (stage) => {
    const rounds = stage.options.quick ? 1 : 3;
    const [loads, imports] = [new Array<number>(), new Array<number>()];
    const hasSqlite = await hasProgram("sqlite3");
    for (let round = 1; round <= rounds; round++) {
      say(`load, round ${round} of ${rounds}`);
      if (hasSqlite) imports.push(await importBare(stage, round));
      const database = await copyDatabase(stage.smallDatabase, `${stage.folder}/load-${round}`);
      const { vouchers, lines } = stage.files;
      loads.push((await loadFiles(stage.checkout, database, [vouchers, lines])).ms);
    }
    const time = hasSqlite
      ? timeFigure(comparison(imports, loads))
      : skipped("P9", WHAT, "≤ 5", "no sqlite3");
    return [time, ...await besideRequests(stage)];
  },
};

function timeFigure({ peer, portal, ratio }: Comparison): Figure {
  return judged({
    id: "P9",
    what: WHAT,
    portal: milliseconds(portal),
    peer: `sqlite3 .import ${milliseconds(peer)}`,
    value: ratio,
    sign: "≤",
    limit: 5,
  });
}

async function importBare({ folder, files }: Stage, round: number): Promise<number> {
  const began = performance.now();
  const database = `${folder}/import-${round}.db`;
  await output("sqlite3", [database, ".separator ;", `.import ${files.lines} facturas`]);
  const ms = performance.now() - began;
  const count = await output("sqlite3", [database, "SELECT count(*) FROM facturas"]);
  if (count.trim() !== "104800") throw new Error(`the import has ${count.trim()} lines`);
  return ms;
}

/** A load beside a server: what it takes of memory, and what the server's people feel of it. */
async function besideRequests(stage: Stage): Promise<Figure[]> {
  const database = await copyDatabase(stage.smallDatabase, `${stage.folder}/load-beside`);
  const portal = await startPortal(stage.checkout, database);
  try {
    const plan = await requestPlan(stage, portal.port);
    const without = await startDriver({ ...plan, seconds: stage.options.quick ? 5 : 15 }).ended();
    const least = await peakOfLoad(stage, database, [stage.files.providers]);
    const driver = startDriver({ ...plan, seconds: MAX_SECONDS });
    const { vouchers, lines } = stage.files;
    const peak = await peakOfLoad(stage, database, [vouchers, lines]);
    const during = await driver.stop();
    return [memoryFigure(peak - least), waitFigure(without, during)];
  } finally {
    await portal.stop();
  }
}

function memoryFigure(growth: number): Figure {
  return judged({
    id: "P9",
    what: "the same: growth of memory over a load that changes nothing",
    portal: megabytes(growth),
    value: growth / 1e6,
    sign: "≤",
    limit: 200,
    unit: " MB",
  });
}

type Waits = { p99: number; failed: number };

function waitFigure(without: Waits, during: Waits): Figure {
  const failed = during.failed > 0 ? `, ${during.failed} failed` : "";
  return judged({
    id: "P9",
    what: "the same: p99 of pages beside it / without it",
    portal: milliseconds(during.p99) + failed,
    peer: milliseconds(without.p99),
    value: during.p99 / without.p99,
    sign: "≤",
    limit: 5,
  });
}

async function requestPlan({ folder, cookie }: Stage, port: number) {
  const pathsFile = `${folder}/beside.txt`;
  await Deno.writeTextFile(pathsFile, samePage(SMALL_VOUCHER, 1).join("\n"));
  const headers = { ...DETAIL_PART, Cookie: cookie };
  const rate = { connections: CONNECTIONS, perSecond: REQUESTS_A_SECOND };
  return { port, pathsFile, offset: 0, headers, ...rate };
}

/** The most memory that the process of a load had. */
async function peakOfLoad({ checkout }: Stage, database: string, files: string[]): Promise<number> {
  return (await watch(loadCommand(checkout, database, files))).peakBytes;
}
