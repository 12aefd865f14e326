import { Hono } from "hono";
import { readEvents } from "../../db/audit/log.ts";
import type { AuditFilter } from "../../domain/audit/filter.ts";
import { formatDate, formatSecond } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { describeEvent, type LogLine } from "../../domain/audit/log_line.ts";
import type { SheetColumn, WorkbookPlan } from "../../lib/xlsx/writer.ts";
import { answerCsv } from "../answer_csv.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { queryInput } from "../input.ts";
import { whileAllowed } from "../guards/while_allowed.ts";
import { AUDIT_QUERY, type ReadFilter, readLogFilter } from "./filter.ts";

const COLUMNS: (SheetColumn & { of: (line: LogLine) => string })[] = [
  { header: "Número", width: 10, kind: "text", of: ({ id }) => String(id) },
  { header: "Fecha", width: 18, kind: "text", of: ({ at }) => formatSecond(at) },
  { header: "Persona", width: 32, kind: "text", of: ({ person }) => person },
  { header: "Hecho", width: 36, kind: "text", of: ({ what }) => what },
  { header: "Detalle", width: 48, kind: "text", of: ({ detail }) => detail },
  { header: "NIT", width: 14, kind: "text", of: ({ nit }) => nit },
  { header: "Prestador", width: 36, kind: "text", of: ({ provider }) => provider },
  { header: "Resultado", width: 12, kind: "text", of: ({ result }) => result },
  { header: "Dirección", width: 20, kind: "text", of: ({ source }) => source },
  { header: "Solicitud", width: 38, kind: "text", of: ({ requestId }) => requestId },
];

/**
 * The log between two dates as CSV and as a workbook; both are read some hundreds of events at a
 * time.
 */
export function staffAuditDownloadRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/hechos.csv", queryInput(AUDIT_QUERY), async (c) => {
    const found = orThrow(await readLogFilter(c, c.req.valid("query")));
    const { name, place } = await begin(c, found.filter, ".csv");
    const header = COLUMNS.map(({ header }) => header);
    return answerCsv(c, name, { header, rows: rowsOf(c, found) }, place);
  });

  routes.get("/hechos.xlsx", queryInput(AUDIT_QUERY), async (c) => {
    const found = orThrow(await readLogFilter(c, c.req.valid("query")));
    const { name, place } = await begin(c, found.filter, ".xlsx");
    return answerWorkbook(c, name, workbookOf(c, found), place);
  });
  return routes;
}

type Found = Exclude<ReadFilter, { errors: FieldError[] }>;

function orThrow(reading: ReadFilter): Found {
  if ("errors" in reading) throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
  return reading;
}

async function begin(c: Ctx, { from, to }: AuditFilter, ending: ".csv" | ".xlsx") {
  const detail = { what: "audit", from, to, format: ending };
  const { place } = await beginDownload(c, "logDownloads", () => ({ detail }));
  return { name: `Auditoria_${from}_${to}${ending}`, place };
}

function workbookOf(c: Ctx, found: Found): WorkbookPlan {
  const { now } = c.get("services");
  const { from, to } = found.filter;
  return {
    tables: [{ name: "Hechos", columns: COLUMNS, rows: rowsOf(c, found) }],
    summary: {
      name: "Resumen",
      rows: ([count = 0]) => [
        { name: "Desde", value: formatDate(from), kind: "text" },
        { name: "Hasta", value: formatDate(to), kind: "text" },
        { name: "Hechos", value: count, kind: "count" },
        { name: "Hecho el", value: formatSecond(now()), kind: "text" },
        { name: "Por", value: sessionOf(c).user.name, kind: "text" },
      ],
    },
  };
}

async function* rowsOf(c: Ctx, { logFilter }: Found) {
  for await (const events of whileAllowed(c, readEvents(c.get("services").db, logFilter))) {
    yield events.map(describeEvent).map((line) => COLUMNS.map(({ of }) => of(line)));
  }
}
