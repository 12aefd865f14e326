import { Hono } from "hono";
import { z } from "zod";
import type { DownloadScope } from "../../domain/payments/workbook.ts";
import {
  ALL_SETTLEMENT_COLUMNS,
  type CellValue,
  type ColumnKind,
  settlementCell,
  VOUCHER_COLUMNS,
  voucherCell,
} from "../../domain/payments/columns.ts";
import { formatDate, formatInstant } from "../../domain/dates.ts";
import { Problem } from "../../domain/errors.ts";
import { toDecimalComma } from "../../domain/money.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import {
  downloadName,
  SETTLEMENT_SHEET,
  summaryLines,
  VOUCHER_SHEET,
} from "../../domain/payments/workbook.ts";
import type { CsvCell } from "../../lib/csv.ts";
import type { WorkbookPlan } from "../../lib/xlsx/writer.ts";
import { answerCsv, type CsvTable } from "../answer_csv.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { beginDownload } from "../audit.ts";
import { requirePermission } from "../guards/authorize.ts";
import { type Ctx, type Env, providerOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { askLines, askSelected, OF_PAGES, readFilter } from "./questions.ts";

const VOUCHERS_A_CHUNK = 500;

const typed = z.string().max(60).optional();
const QUERY = z.object({
  comprobante: z.string().max(300).optional(),
  desde: typed,
  hasta: typed,
  solo: typed,
});
const CSV_QUERY = QUERY.extend({ tabla: z.enum(["comprobantes", "facturas"]).optional() });

/** The workbook and the CSV, of one voucher or of a period; for pages and for scripts. */
export function exportRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/export.xlsx", requirePermission("download"), queryInput(QUERY), async (c) => {
    const selection = readSelection(c, c.req.valid("query"));
    const selected = await selectedVouchers(c, selection);
    const { name, end } = await begin(c, selection, ".xlsx");
    return answerWorkbook(c, name, workbookOf(c, selection, selected), end);
  });

  routes.get("/export.csv", requirePermission("download"), queryInput(CSV_QUERY), async (c) => {
    const { tabla = "facturas", ...query } = c.req.valid("query");
    const selection = readSelection(c, query);
    const { vouchers } = await selectedVouchers(c, selection);
    const ending = tabla === "facturas" ? ".csv" : "_comprobantes.csv";
    const { name, end } = await begin(c, selection, ending);
    const table = tabla === "facturas" ? settlementTable(c, vouchers) : voucherTable(vouchers);
    return answerCsv(c, name, table, end);
  });
  return routes;
}

function readSelection(
  c: Ctx,
  { comprobante, desde, hasta, solo }: z.infer<typeof QUERY>,
): DownloadScope {
  if (comprobante !== undefined) return { documentNumber: comprobante };
  const reading = readFilter(c, { from: desde, to: hasta, only: solo }, OF_PAGES);
  if ("filter" in reading) return reading.filter;
  throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
}

type Selected = { vouchers: StoredVoucher[]; annulledCount: number };

/** Annulled vouchers count in no sum, so a period leaves them out and says how many; one has its own. */
async function selectedVouchers(c: Ctx, selection: DownloadScope): Promise<Selected> {
  const found = await askSelected(c, selection);
  if ("documentNumber" in selection) return { vouchers: found, annulledCount: 0 };
  const vouchers = found.filter((voucher) => !voucher.isAnnulled);
  return { vouchers, annulledCount: found.length - vouchers.length };
}

function workbookOf(
  c: Ctx,
  scope: DownloadScope,
  { vouchers, annulledCount }: Selected,
): WorkbookPlan {
  const { now } = c.get("services");
  const provider = providerOf(c);
  return {
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
  };
}

function voucherTable(vouchers: StoredVoucher[]): CsvTable {
  return {
    header: headersOf(VOUCHER_COLUMNS),
    rows: csvRows(VOUCHER_COLUMNS, voucherRows(vouchers)),
  };
}

function settlementTable(c: Ctx, vouchers: StoredVoucher[]): CsvTable {
  return {
    header: headersOf(ALL_SETTLEMENT_COLUMNS),
    rows: csvRows(ALL_SETTLEMENT_COLUMNS, settlementRows(c, vouchers)),
  };
}

function* voucherRows(vouchers: StoredVoucher[]) {
  for (let first = 0; first < vouchers.length; first += VOUCHERS_A_CHUNK) {
    yield vouchers.slice(first, first + VOUCHERS_A_CHUNK)
      .map((voucher) => VOUCHER_COLUMNS.map(({ key }) => voucherCell(voucher, key)));
  }
}

async function* settlementRows(c: Ctx, vouchers: StoredVoucher[]) {
  for await (const some of askLines(c, vouchers)) {
    yield some.map((line) => ALL_SETTLEMENT_COLUMNS.map(({ key }) => settlementCell(line, key)));
  }
}

type Column = { header: string; kind: ColumnKind };

/** The rows of the workbook as a CSV writes them. */
async function* csvRows(
  columns: Column[],
  rows: AsyncIterable<CellValue[][]> | Iterable<CellValue[][]>,
) {
  for await (const some of rows) {
    yield some.map((row) => columns.map(({ kind }, index) => csvCell(kind, row[index] ?? null)));
  }
}

function headersOf(columns: Column[]): string[] {
  return columns.map(({ header }) => header);
}

function csvCell(kind: ColumnKind, value: CellValue): CsvCell {
  if (value === null) return null;
  if (kind === "money") return { number: toDecimalComma(Number(value)) };
  return kind === "date" ? formatDate(String(value)) : String(value);
}

type Ending = ".xlsx" | ".csv" | "_comprobantes.csv";

async function begin(c: Ctx, scope: DownloadScope, ending: Ending) {
  const { eps } = c.get("services").settings;
  const end = await beginDownload(c, "downloads", { ...scope, format: ending });
  return { name: `${downloadName(eps.name, providerOf(c).nit, scope)}${ending}`, end };
}
