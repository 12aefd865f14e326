import { DatabaseSync } from "node:sqlite";
import { memoryOf, processorMsOf } from "../../tests/support/memory.ts";
import { startPortal } from "../support/checkout.ts";
import { megabytes, milliseconds } from "../support/row.ts";
import type { Server } from "../support/server.ts";
import type { Stage } from "../support/stage.ts";
import { signIn } from "../support/visitor.ts";
import type { Largest, Who } from "./asked.ts";
import { bytesByTable, type TableBytes } from "./bytes.ts";
import { nitOf } from "./country.ts";
import { forgetFile } from "./disk.ts";
import type { Figure, Place, Size } from "./figures.ts";
import { FIRST_ID, WEEK_IDS } from "./grow.ts";
import { dropMails, measureLoad, measureTasks } from "./loading.ts";
import { signInStaff } from "./people.ts";
import { measureCruces, measureDownloads, measureEntering, measurePages } from "./serving.ts";

export type Measured = { settlements: number; figures: Figure[]; tables: TableBytes[] };

const HOUSEWORK_MS = 20_000;

/** Measures the portal on a database of a size: pages, downloads, loads, and what an operator runs. */
export async function measure(
  stage: Stage,
  database: string,
  settings: Record<string, string> = {},
): Promise<Measured> {
  const size = sizeOf(database);
  const place = { ...stage, database, size, largest: largestOf(database, size.weeks), settings };
  const settlements = linesOf(database);
  const figures = [
    ...await measureStart(place),
    ...await measureServing(place),
    ...await measureTasks(place),
  ];
  return { settlements, figures, tables: bytesByTable(database) };
}

async function measureStart({ checkout, database, settings }: Place): Promise<Figure[]> {
  await forgetFile(database);
  const cold = await timeStart();
  const warm = await timeStart();
  return [
    { what: "start to the whole portal, cold disk", figure: milliseconds(cold) },
    { what: "start to the whole portal", figure: milliseconds(warm) },
  ];

  async function timeStart(): Promise<number> {
    const began = performance.now();
    const server = await startPortal(checkout, database, settings);
    const ms = performance.now() - began;
    await server.stop();
    return ms;
  }
}

async function measureServing(place: Place): Promise<Figure[]> {
  const server = await startPortal(place.checkout, place.database, place.settings);
  try {
    const figures = [await measureHousework(server)];
    const cookies: Record<Who, string> = {
      small: await signIn(server.port),
      largest: await signIn(server.port, {}, nitOf(1)),
      tesoreria: await signInStaff(server.port, "tesoreria"),
      administrador: await signInStaff(server.port, "administrador"),
    };
    figures.push(...await measurePages(place, server, cookies));
    figures.push(...await measureDownloads(place, server, cookies));
    figures.push(...await measureCruces(place, server, cookies));
    figures.push(...await measureEntering(place, server));
    figures.push(...await measureLoad(place, server, cookies.tesoreria));
    const { now, peak } = await memoryOf(server.pid);
    figures.push({
      what: "memory of the server, now and at most",
      figure: `${megabytes(now)}, ${megabytes(peak)}`,
    });
    return figures;
  } finally {
    await server.stop();
    if (place.settings.DATABASE_URL === undefined) dropMails(place.database);
  }
}

/** What a start makes the processor do by itself in its first seconds: every hourly job runs. */
async function measureHousework({ pid }: Server): Promise<Figure> {
  const before = await processorMsOf(pid);
  await new Promise((resolve) => setTimeout(resolve, HOUSEWORK_MS));
  const ms = await processorMsOf(pid) - before;
  return { what: "hourly jobs, after a start: processor", figure: milliseconds(ms) };
}

function sizeOf(path: string): Size {
  using db = new DatabaseSync(path, { readOnly: true });
  const count = (sql: string) => Number(db.prepare(sql).get()?.n);
  return {
    weeks: count(`SELECT count(*) AS n FROM loads WHERE id GLOB '${WEEK_IDS}*'`),
    loads: count("SELECT count(*) AS n FROM loads"),
    affiliates: count("SELECT count(*) AS n FROM affiliates"),
  };
}

/** The last voucher of the largest provider that was made here, and its last invoice. */
function largestOf(path: string, weeks: number): Largest {
  using db = new DatabaseSync(path, { readOnly: true });
  const voucher = db.prepare(`SELECT id, document_number AS number FROM voucher_revisions
    WHERE provider_id = ? AND load_id GLOB '${WEEK_IDS}*' ORDER BY id DESC LIMIT 1`)
    .get(FIRST_ID + 1);
  const line = db.prepare(`SELECT invoice_number AS number FROM settlements WHERE revision_id = ?
    ORDER BY line_number DESC LIMIT 1`).get(voucher?.id ?? 0);
  return { voucher: String(voucher?.number), invoice: String(line?.number), weeks };
}

function linesOf(path: string): number {
  using db = new DatabaseSync(path, { readOnly: true });
  return Number(db.prepare("SELECT sum(settlement_count) AS n FROM voucher_revisions").get()?.n);
}
