import { Hono } from "hono";
import { z } from "zod";
import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import { LINE_COLUMNS } from "../../domain/payments/line_filter.ts";
import type { DownloadScope } from "../../domain/payments/workbook.ts";
import { formatInstant } from "../../domain/dates.ts";
import { Problem } from "../../domain/errors.ts";
import type { ProviderRecord } from "../../domain/providers/record.ts";
import { isStanding, type VoucherState } from "../../domain/payments/voucher_state.ts";
import {
  downloadName,
  namedSheet,
  PROVIDER_SHEET,
  providerRow,
  SETTLEMENT_SHEET,
  type SummaryFacts,
  summaryLines,
  VOUCHER_SHEET,
} from "../../domain/payments/workbook.ts";
import type { WorkbookPlan } from "../../lib/xlsx/writer.ts";
import { findProviderRecord } from "../../db/providers/record.ts";
import { describe } from "../api/describe.ts";
import { answerCsv } from "../answer_csv.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { requirePermission } from "../guards/authorize.ts";
import { type Ctx, type Env, providerOf } from "../context.ts";
import { beginDownload } from "../files/begin_download.ts";
import { queryInput } from "../input.ts";
import { EXPORT_CSV, EXPORT_WORKBOOK } from "./api_operations.ts";
import { lookedAt } from "./looked.ts";
import {
  settlementRows,
  settlementTable,
  stateColumns,
  voucherRows,
  voucherTable,
} from "./export_rows.ts";
import { askSelected } from "./questions.ts";
import { DOWNLOAD_FILTER, readDownload } from "./typed_filter.ts";

const QUERY = DOWNLOAD_FILTER.extend({
  comprobante: z.string().max(300).optional().meta({
    description: "N° Documento de un comprobante; entonces, sin período.",
    examples: ["1500092560"],
  }),
});
const CSV_QUERY = QUERY.extend({
  tabla: z.enum(["comprobantes", "facturas"]).optional().meta({
    description: "Qué filas; las facturas, si no se dice.",
  }),
  por: z.enum(["comprobante", "factura"]).optional().meta({
    description: "De qué lista es el filtro: `factura` busca el texto en los renglones.",
  }),
});

/** The workbook and the CSV, of one voucher or of a period; for pages and for scripts. */
export function exportRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get(
    "/export.xlsx",
    describe(EXPORT_WORKBOOK),
    requirePermission("download"),
    queryInput(QUERY),
    async (c) => {
      const selection = readSelection(c, c.req.valid("query"));
      const { name, found, place } = await begin(c, selection, ".xlsx");
      return answerWorkbook(c, name, workbookOf(c, selection, found), place);
    },
  );

  routes.get(
    "/export.csv",
    describe(EXPORT_CSV),
    requirePermission("download"),
    queryInput(CSV_QUERY),
    async (c) => {
      const { tabla = "facturas", por, ...query } = c.req.valid("query");
      const isOfLines = por === "factura" && tabla === "facturas" && !query.comprobante;
      const { selection, text } = isOfLines ? readLineSelection(c, query) : {
        selection: readSelection(c, query),
        text: undefined,
      };
      const ending = tabla === "facturas" ? ".csv" : "_comprobantes.csv";
      const { name, found: { vouchers }, place } = await begin(c, selection, ending);
      const table = tabla === "facturas"
        ? settlementTable(c, vouchers, text)
        : voucherTable(c, vouchers);
      return answerCsv(c, name, table, place);
    },
  );
  return routes;
}

function readSelection(
  c: Ctx,
  { comprobante, ...typed }: z.infer<typeof QUERY>,
): DownloadScope {
  if (comprobante !== undefined) {
    if (c.get("representation") === "json") refuseFilter(typed);
    return { documentNumber: comprobante };
  }
  const reading = readDownload(c, typed, VOUCHER_COLUMNS);
  if ("filter" in reading) return reading.filter;
  throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
}

/** A script that names a voucher asks for no period: its filter would be passed over in silence. */
function refuseFilter(typed: z.infer<typeof DOWNLOAD_FILTER>): void {
  const message = "No va junto a comprobante.";
  const errors = Object.entries(typed).filter(([, value]) => value !== undefined)
    .map(([field]) => ({ field, message }));
  if (errors.length > 0) throw new Problem("invalid", message, errors);
}

/** The vouchers of a list por factura, and the text that its lines have. */
function readLineSelection(c: Ctx, typed: z.infer<typeof DOWNLOAD_FILTER>) {
  const reading = readDownload(c, typed, LINE_COLUMNS);
  if ("errors" in reading) {
    throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
  }
  const { text, sort: _sort, ...selection } = reading.filter;
  return { selection, text };
}

type Selected = Pick<SummaryFacts, "vouchers" | "leftOut"> & {
  /** What is on file of the provider that the staff looks at. */
  record: ProviderRecord | undefined;
};

/** What counts in no sum a period leaves out, and says how many; one voucher has its own file. */
async function selectedVouchers(c: Ctx, selection: DownloadScope): Promise<Selected> {
  const found = await askSelected(c, selection);
  const isOne = "documentNumber" in selection;
  const countOf = (wanted: VoucherState) =>
    isOne ? 0 : found.filter(({ state }) => state === wanted).length;
  return {
    vouchers: isOne ? found : found.filter(isStanding),
    leftOut: { annulledCount: countOf("annulled"), returnedCount: countOf("returned") },
    record: await lookedRecord(c),
  };
}

function workbookOf(
  c: Ctx,
  scope: DownloadScope,
  { vouchers, leftOut, record }: Selected,
): WorkbookPlan {
  const { now } = c.get("services");
  const provider = providerOf(c);
  const [voucherSheet, settlementSheet] = record
    ? [namedSheet(VOUCHER_SHEET), namedSheet(SETTLEMENT_SHEET)]
    : [VOUCHER_SHEET, SETTLEMENT_SHEET];
  return {
    tables: [
      {
        ...voucherSheet,
        columns: [...voucherSheet.columns, ...stateColumns(c, vouchers)],
        rows: voucherRows(c, vouchers),
      },
      { ...settlementSheet, rows: settlementRows(c, vouchers) },
    ],
    ...(record && { last: { ...PROVIDER_SHEET, rows: [[providerRow(record)]] } }),
    summary: {
      name: "Resumen",
      rows: ([voucherCount = 0, settlementCount = 0]) =>
        summaryLines({
          provider,
          scope,
          madeAt: formatInstant(now()),
          madeBy: c.get("askedBy") ?? "",
          vouchers,
          leftOut,
          isNamed: record !== undefined,
          rowCounts: { vouchers: voucherCount, settlements: settlementCount },
        }),
    },
  };
}

async function lookedRecord(c: Ctx): Promise<ProviderRecord | undefined> {
  const of = lookedAt(c);
  const { db, now } = c.get("services");
  return of && await findProviderRecord(db, of.nit, now());
}

type Ending = ".xlsx" | ".csv" | "_comprobantes.csv";

/** The log says of which days, and not by what a team narrowed them: the staff reads it. */
async function begin(c: Ctx, scope: DownloadScope, ending: Ending) {
  const { eps } = c.get("services").settings;
  const what = "documentNumber" in scope
    ? { documentNumber: scope.documentNumber }
    : { from: scope.from, to: scope.to };
  const name = `${downloadName(eps.name, providerOf(c).nit, scope)}${ending}`;
  return await beginDownload(c, "downloads", async () => ({
    detail: { ...what, format: ending },
    name,
    found: await selectedVouchers(c, scope),
  }));
}
