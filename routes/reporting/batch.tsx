import { Hono } from "hono";
import { z } from "zod";
import { ReportBatchPage } from "../../components/reporting/batch_page.tsx";
import { REPORTS } from "../../components/staff/links.ts";
import { findBatch, undoBatch } from "../../db/reporting/batches.ts";
import { findMappingOf } from "../../db/reporting/mappings.ts";
import { readReportRows } from "../../db/reporting/rows.ts";
import { Problem } from "../../domain/errors.ts";
import { cellOf, type ReportMapping } from "../../domain/reporting/mapping.ts";
import type { ReportBatch } from "../../domain/reporting/queue.ts";
import { answerCsv } from "../answer_csv.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { whileAllowed } from "../guards/while_allowed.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const FORM = z.object({ accion: z.enum(["deshacer"]) });
const COLUMN_WIDTH = 22;

/** `/funcionario/siifa/lotes/{number}`: a batch, its file as often as wanted, and its undo. */
export function reportBatchRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:lote", async (c) => {
    const batch = await batchOf(c, c.req.param("lote"));
    const content = <ReportBatchPage batch={batch} csrfToken={csrfTokenOf(c) ?? ""} />;
    return answerPage(c, { title: `Lote ${batch.number}`, module: "SIIFA", content });
  });

  routes.post("/:lote", formInput(FORM), async (c) => {
    const { number } = await batchOf(c, c.req.param("lote"));
    const { db, now } = c.get("services");
    const undo = { number, undoneBy: sessionOf(c).userId, undoneAt: now() };
    const happened = { name: "reportBatchUndone", detail: { batch: number } } as const;
    const isUndone = await act(c, happened, (entry) => undoBatch(db, undo, entry));
    if (!isUndone) {
      throw new Problem("conflict", "Solo se deshace el último lote, y este ya no lo es.");
    }
    return c.redirect(`${REPORTS}?hecho=deshecho`, 303);
  });

  routes.get("/:lote/archivo.csv", async (c) => {
    const { batch, mapping, place } = await begin(c, c.req.param("lote"), ".csv");
    const header = mapping.columns.map(({ name }) => name);
    return answerCsv(c, nameOf(batch, ".csv"), { header, rows: cellsOf(c, batch, mapping) }, place);
  });

  routes.get("/:lote/archivo.xlsx", async (c) => {
    const { batch, mapping, place } = await begin(c, c.req.param("lote"), ".xlsx");
    const columns = mapping.columns.map(({ name }) => (
      { header: name, kind: "text", width: COLUMN_WIDTH } as const
    ));
    const tables = [{ name: "Pagos", columns, rows: cellsOf(c, batch, mapping) }];
    return answerWorkbook(c, nameOf(batch, ".xlsx"), { tables }, place);
  });
  return routes;
}

async function batchOf(c: Ctx, typed: string): Promise<ReportBatch> {
  const number = /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : undefined;
  const batch = number && await findBatch(c.get("services").db, number);
  if (!batch) throw new Problem("notFound", "No encontramos ese lote.");
  return batch;
}

async function begin(c: Ctx, typed: string, format: ".csv" | ".xlsx") {
  return await beginDownload(c, "downloads", async () => {
    const batch = await batchOf(c, typed);
    if (batch.undoneAt !== null) throw new Problem("conflict", "Ese lote se deshizo.");
    const mapping = await findMappingOf(c.get("services").db, batch.mappingVersion);
    return { batch, mapping, detail: { what: "siifa", batch: batch.number, format } };
  });
}

function nameOf({ number, epsName }: ReportBatch, ending: string): string {
  return `${epsName.replace(/\s/g, "")}_SIIFA_lote_${number}${ending}`;
}

/** Everything is text, so that CSV and workbook say the same, to the letter. */
async function* cellsOf(c: Ctx, batch: ReportBatch, { columns }: ReportMapping) {
  for await (const rows of whileAllowed(c, readReportRows(c.get("services").db, batch))) {
    yield rows.map((row) => columns.map((column) => cellOf(column, row)));
  }
}
