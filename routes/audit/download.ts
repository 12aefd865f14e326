import { Hono } from "hono";
import { readEvents } from "../../db/audit/log.ts";
import type { AuditFilter } from "../../domain/audit/filter.ts";
import { formatDate, formatInstant } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { describeEvent, type LogLine } from "../../domain/audit/log_line.ts";
import { csvLine } from "../../lib/csv.ts";
import { createQueue, onceEnded } from "../../lib/queue.ts";
import { type SheetColumn, streamWorkbook } from "../../lib/xlsx/writer.ts";
import { attachment } from "../attachment.ts";
import { audit } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { whileAllowed } from "../guards/while_allowed.ts";
import { AUDIT_QUERY, type ReadFilter, readLogFilter } from "./filter.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV = "text/csv; charset=utf-8";
const BOM = "\ufeff";
/** A log of years takes seconds: two at once, some wait, the others come again. */
const downloads = createQueue({ atOnce: 2, longestLine: 6 });

const COLUMNS: (SheetColumn & { of: (line: LogLine) => string })[] = [
  { header: "Número", width: 10, kind: "text", of: ({ id }) => String(id) },
  { header: "Fecha", width: 18, kind: "text", of: ({ at }) => formatInstant(at) },
  { header: "Persona", width: 32, kind: "text", of: ({ person }) => person },
  { header: "Hecho", width: 36, kind: "text", of: ({ what }) => what },
  { header: "Detalle", width: 48, kind: "text", of: ({ detail }) => detail },
  { header: "NIT", width: 14, kind: "text", of: ({ nit }) => nit },
  { header: "Prestador", width: 36, kind: "text", of: ({ provider }) => provider },
  { header: "Resultado", width: 12, kind: "text", of: ({ result }) => result },
  { header: "Dirección", width: 20, kind: "text", of: ({ source }) => source },
  { header: "Solicitud", width: 38, kind: "text", of: ({ requestId }) => requestId },
];

/** The log between two dates as CSV and as a workbook; both are streams of some hundreds of events. */
export function staffAuditDownloadRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/hechos.csv", queryInput(AUDIT_QUERY), async (c) => {
    const found = orThrow(await readLogFilter(c, c.req.valid("query")));
    const body = () => ReadableStream.from(csvLines(c, found)).pipeThrough(new TextEncoderStream());
    return await answerFile(c, found.filter, ".csv", CSV, body);
  });

  routes.get("/hechos.xlsx", queryInput(AUDIT_QUERY), async (c) => {
    const found = orThrow(await readLogFilter(c, c.req.valid("query")));
    return await answerFile(c, found.filter, ".xlsx", XLSX, () => workbookOf(c, found));
  });
  return routes;
}

type Found = Exclude<ReadFilter, { errors: FieldError[] }>;

function orThrow(reading: ReadFilter): Found {
  if ("errors" in reading) throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
  return reading;
}

async function* linesOf(c: Ctx, { logFilter }: Found) {
  for await (const events of whileAllowed(c, readEvents(c.get("services").db, logFilter))) {
    yield events.map(describeEvent);
  }
}

async function* csvLines(c: Ctx, found: Found) {
  yield BOM + csvLine(COLUMNS.map(({ header }) => header));
  for await (const lines of linesOf(c, found)) {
    yield lines.map((line) => csvLine(COLUMNS.map(({ of }) => of(line)))).join("");
  }
}

function workbookOf(c: Ctx, found: Found) {
  const { now } = c.get("services");
  const { from, to } = found.filter;
  return streamWorkbook({
    tables: [{ name: "Hechos", columns: COLUMNS, rows: sheetRows(c, found) }],
    summary: {
      name: "Resumen",
      rows: ([count = 0]) => [
        { name: "Desde", value: formatDate(from), kind: "text" },
        { name: "Hasta", value: formatDate(to), kind: "text" },
        { name: "Hechos", value: count, kind: "count" },
        { name: "Hecho el", value: formatInstant(now()), kind: "text" },
        { name: "Por", value: sessionOf(c).user.name, kind: "text" },
      ],
    },
  });
}

async function* sheetRows(c: Ctx, found: Found) {
  for await (const lines of linesOf(c, found)) {
    yield lines.map((line) => COLUMNS.map(({ of }) => of(line)));
  }
}

async function answerFile(
  c: Ctx,
  { from, to }: AuditFilter,
  ending: ".csv" | ".xlsx",
  contentType: string,
  makeBody: () => ReadableStream<Uint8Array>,
): Promise<Response> {
  const end = await downloads.enter();
  audit(c, { name: "download", result: "ok", detail: { what: "audit", from, to, format: ending } });
  return c.body(onceEnded(makeBody(), end), 200, {
    "Content-Type": contentType,
    "Content-Disposition": attachment(`Auditoria_${from}_${to}${ending}`),
  });
}
