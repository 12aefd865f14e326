import { Hono } from "hono";
import { z } from "zod";
import { findSelected, readSettlements, type Selection } from "../../db/payments/exports.ts";
import {
  ALL_SETTLEMENT_COLUMNS,
  type CellValue,
  type ColumnKind,
  settlementCell,
  VOUCHER_COLUMNS,
  voucherCell,
} from "../../domain/payments/columns.ts";
import { formatDate, formatInstant, readDate } from "../../domain/dates.ts";
import { Problem } from "../../domain/errors.ts";
import { toDecimalComma } from "../../domain/money.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import { readVoucherFilter } from "../../domain/payments/voucher_filter.ts";
import {
  downloadName,
  SETTLEMENT_SHEET,
  summaryLines,
  VOUCHER_SHEET,
} from "../../domain/payments/workbook.ts";
import { csvLine } from "../../lib/csv.ts";
import { createQueue, onceEnded } from "../../lib/queue.ts";
import { letOthersRun } from "../../lib/turn.ts";
import { streamWorkbook } from "../../lib/xlsx/writer.ts";
import { attachment } from "../attachment.ts";
import { audit } from "../audit.ts";
import { requirePermission } from "../guards/authorize.ts";
import { type Ctx, type Env, providerOf, todayOf } from "../context.ts";
import { queryInput } from "../input.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** A workbook of years takes seconds and memory: a few at once, the others wait or come again. */
const downloads = createQueue({ atOnce: 3, longestLine: 20 });
const VOUCHERS_A_CHUNK = 500;
const BOM = "\ufeff";
const ASK_EVERY_MS = 1000;

const typed = z.string().max(60).optional();
const QUERY = z.object({ comprobante: z.string().max(300).optional(), desde: typed, hasta: typed });
const CSV_QUERY = QUERY.extend({ tabla: z.enum(["comprobantes", "facturas"]).optional() });

/** The workbook and the CSV, of one voucher or of a period; for pages and for scripts. */
export function exportRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/export.xlsx", requirePermission("download"), queryInput(QUERY), async (c) => {
    const selection = readSelection(c, c.req.valid("query"));
    const selected = await selectedVouchers(c, selection);
    const workbook = () => workbookOf(c, selection, selected);
    return await answerFile(c, selection, ".xlsx", XLSX, workbook);
  });

  routes.get("/export.csv", requirePermission("download"), queryInput(CSV_QUERY), async (c) => {
    const { tabla = "facturas", ...query } = c.req.valid("query");
    const selection = readSelection(c, query);
    const { vouchers } = await selectedVouchers(c, selection);
    const lines = tabla === "facturas" ? settlementLines(c, vouchers) : voucherLines(vouchers);
    const body = () => ReadableStream.from(lines).pipeThrough(new TextEncoderStream());
    const ending = tabla === "facturas" ? ".csv" : "_comprobantes.csv";
    return await answerFile(c, selection, ending, "text/csv; charset=utf-8", body);
  });
  return routes;
}

function readSelection(
  c: Ctx,
  { comprobante, desde = "", hasta = "" }: Partial<z.infer<typeof QUERY>>,
): Selection {
  if (comprobante !== undefined) return { documentNumber: comprobante };
  const names = { from: "desde", to: "hasta" };
  const reading = readVoucherFilter({ from: desde, to: hasta }, todayOf(c), names, readDate);
  if ("filter" in reading) return reading.filter;
  throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
}

type Selected = { vouchers: StoredVoucher[]; annulledCount: number };

/** Annulled vouchers count in no sum, so a period leaves them out and says how many; one has its own. */
async function selectedVouchers(c: Ctx, selection: Selection): Promise<Selected> {
  const found = await findSelected(c.get("services").db, providerOf(c), selection);
  if (!found) throw new Problem("notFound", "No encontramos ese comprobante entre sus pagos.");
  if ("documentNumber" in selection) return { vouchers: found, annulledCount: 0 };
  const vouchers = found.filter((voucher) => !voucher.isAnnulled);
  return { vouchers, annulledCount: found.length - vouchers.length };
}

function workbookOf(c: Ctx, scope: Selection, { vouchers, annulledCount }: Selected) {
  const { now } = c.get("services");
  const provider = providerOf(c);
  return streamWorkbook({
    tables: [
      { ...VOUCHER_SHEET, rows: voucherRows(vouchers) },
      { ...SETTLEMENT_SHEET, rows: settlementRows(c, vouchers) },
    ],
    summary: {
      name: "Resumen",
      rows: ([voucherCount = 0, settlementCount = 0]) =>
        summaryLines({
          provider,
          scope,
          madeAt: formatInstant(now()),
          madeBy: c.get("askedBy") ?? "",
          vouchers,
          annulledCount,
          rowCounts: { vouchers: voucherCount, settlements: settlementCount },
        }),
    },
  });
}

async function* settlementRows(c: Ctx, vouchers: StoredVoucher[]) {
  for await (const lines of allowedSettlements(c, vouchers)) {
    yield lines.map((line) => ALL_SETTLEMENT_COLUMNS.map(({ key }) => settlementCell(line, key)));
  }
}

/** The lines of a download, as long as whoever asked may still see them: access may end meanwhile. */
async function* allowedSettlements(c: Ctx, vouchers: StoredVoucher[]) {
  const { db, now } = c.get("services");
  const isStillAllowed = c.get("isStillAllowed");
  let askedAt = now();
  for await (const lines of readSettlements(db, providerOf(c), vouchers)) {
    if (now() - askedAt >= ASK_EVERY_MS) {
      askedAt = now();
      if (!await isStillAllowed?.()) throw new Problem("signedOut");
    }
    yield lines;
  }
}

function* voucherRows(vouchers: StoredVoucher[]) {
  for (let first = 0; first < vouchers.length; first += VOUCHERS_A_CHUNK) {
    yield vouchers.slice(first, first + VOUCHERS_A_CHUNK)
      .map((voucher) => VOUCHER_COLUMNS.map(({ key }) => voucherCell(voucher, key)));
  }
}

function* voucherLines(vouchers: StoredVoucher[]) {
  yield BOM + csvLine(VOUCHER_COLUMNS.map(({ header }) => header));
  for (const voucher of vouchers) {
    yield csvLine(VOUCHER_COLUMNS.map(({ key, kind }) => csvCell(kind, voucherCell(voucher, key))));
  }
}

async function* settlementLines(c: Ctx, vouchers: StoredVoucher[]) {
  yield BOM + csvLine(ALL_SETTLEMENT_COLUMNS.map(({ header }) => header));
  for await (const lines of allowedSettlements(c, vouchers)) {
    await letOthersRun();
    yield lines.map((line) =>
      csvLine(
        ALL_SETTLEMENT_COLUMNS.map(({ key, kind }) => csvCell(kind, settlementCell(line, key))),
      )
    ).join("");
  }
}

function csvCell(kind: ColumnKind, value: CellValue): string | { number: string } | null {
  if (value === null) return null;
  if (kind === "money") return { number: toDecimalComma(Number(value)) };
  return kind === "date" ? formatDate(String(value)) : String(value);
}

async function answerFile(
  c: Ctx,
  scope: Selection,
  ending: ".xlsx" | ".csv" | "_comprobantes.csv",
  contentType: string,
  makeBody: () => ReadableStream<Uint8Array>,
): Promise<Response> {
  const end = await downloads.enter();
  const { eps } = c.get("services").settings;
  audit(c, { name: "download", result: "ok", detail: { ...scope, format: ending } });
  const name = `${downloadName(eps.name, providerOf(c).nit, scope)}${ending}`;
  return c.body(onceEnded(makeBody(), end), 200, {
    "Content-Type": contentType,
    "Content-Disposition": attachment(name),
  });
}
