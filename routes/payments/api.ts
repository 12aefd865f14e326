import { isStanding } from "../../domain/payments/voucher_state.ts";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { Problem } from "../../domain/errors.ts";
import { type PagePlace, readPagePlace } from "../../domain/paging.ts";
import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import { LINE_COLUMNS } from "../../domain/payments/line_filter.ts";
import { MAX_NUMBER_LENGTH, numberProblem } from "../../domain/payments/invoice_number.ts";
import { totalsOf } from "../../domain/payments/settlement.ts";
import type { Env } from "../context.ts";
import { describe } from "../api/describe.ts";
import { PAGING } from "../api/fields.ts";
import { pathInput, queryInput } from "../input.ts";
import {
  EXPLAIN_INVOICE,
  GET_INVOICE,
  GET_VOUCHER,
  LIST_SETTLEMENTS,
  LIST_VOUCHER_SETTLEMENTS,
  LIST_VOUCHERS,
} from "./api_operations.ts";
import { changeFeed, MAX_CURSOR } from "./change_feed.ts";
import { linkPages } from "../programs/links.ts";
import { askExplained } from "./ask_explained.ts";
import {
  explanationJson,
  invoiceSettlementJson,
  linePageJson,
  settlementJson,
  settlementTotalsJson,
  voucherJson,
  voucherListJson,
} from "./json.ts";
import { askLinePage, askNumber, askVoucher, askVouchers } from "./questions.ts";
import { readScriptFilter, SCRIPT_FILTER } from "./typed_filter.ts";

const LIST = PAGING.extend(SCRIPT_FILTER.shape);
const LINE_LIST = LIST.extend({ sort: sortBy(LINE_COLUMNS) });
const VOUCHER_LIST = LIST.extend({
  sort: sortBy(VOUCHER_COLUMNS),
  updatedSince: z.string().max(MAX_CURSOR).optional().meta({
    description: "El `nextCursor` de la vez anterior; vacío, desde el principio.",
  }),
});
const VOUCHER_PATH = z.object({
  documentNumber: z.string().max(MAX_NUMBER_LENGTH).meta({
    description: "N° Documento, codificado (`GD%2F7`).",
    examples: ["1500092560"],
  }),
});
const INVOICE_PATH = z.object({
  invoiceNumber: z.string().max(MAX_NUMBER_LENGTH).meta({
    description: "Número de Factura, en cualquier escritura.",
    examples: ["CBS36746"],
  }),
});

/** The answers of Consulta de Pagos and Buscar factura as JSON. */
export function apiPaymentRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  addLists(routes);
  addVoucher(routes);
  addInvoices(routes);
  return routes;
}

/** The lists of comprobantes and of facturas. */
function addLists(routes: Hono<Env>): void {
  routes.get("/vouchers", describe(LIST_VOUCHERS), queryInput(VOUCHER_LIST), async (c) => {
    const { page, perPage, updatedSince, ...filter } = c.req.valid("query");
    const place = readPlace({ page, perPage });
    if (updatedSince !== undefined) {
      refuseFilter({ page, ...filter });
      return c.json(await changeFeed(c, updatedSince, place.perPage));
    }
    const found = await askVouchers(c, readScriptFilter(c, filter, VOUCHER_COLUMNS), place);
    linkPages(c, found);
    return c.json(voucherListJson(found));
  });

  routes.get("/settlements", describe(LIST_SETTLEMENTS), queryInput(LINE_LIST), async (c) => {
    const { page, perPage, ...query } = c.req.valid("query");
    const filter = readScriptFilter(c, query, LINE_COLUMNS);
    const found = await askLinePage(c, filter, readPlace({ page, perPage }));
    linkPages(c, found);
    return c.json(linePageJson(found));
  });
}

/** One comprobante and its lines. */
function addVoucher(routes: Hono<Env>): void {
  routes.get(
    "/vouchers/:documentNumber",
    describe(GET_VOUCHER),
    pathInput(VOUCHER_PATH),
    async (c) => {
      const place = { page: 1, perPage: 1 };
      const { voucher } = await askVoucher(c, c.req.valid("param").documentNumber, place);
      return c.json(voucherJson(voucher));
    },
  );

  routes.get(
    "/vouchers/:documentNumber/settlements",
    describe(LIST_VOUCHER_SETTLEMENTS),
    pathInput(VOUCHER_PATH),
    queryInput(PAGING),
    async (c) => {
      const place = readPlace(c.req.valid("query"));
      const found = await askVoucher(c, c.req.valid("param").documentNumber, place);
      const { page, pages, voucher: { settlementCount: total } } = found;
      const items = found.settlements.map(settlementJson);
      linkPages(c, found);
      return c.json({ items, page, pages, total, totals: settlementTotalsJson(found.totals) });
    },
  );
}

/** What was paid of an invoice, and how its figures lead from one to the next. */
function addInvoices(routes: Hono<Env>): void {
  routes.get(
    "/invoices/:invoiceNumber",
    describe(GET_INVOICE),
    pathInput(INVOICE_PATH),
    async (c) => {
      const found = await askInvoice(c, c.req.valid("param").invoiceNumber);
      const totals = totalsOf(found.filter(isStanding));
      return c.json({
        items: found.map(invoiceSettlementJson),
        page: 1,
        pages: 1,
        total: found.length,
        totals: settlementTotalsJson(totals),
      });
    },
  );

  routes.get(
    "/invoices/:invoiceNumber/explanation",
    describe(EXPLAIN_INVOICE),
    pathInput(INVOICE_PATH),
    async (c) => {
      return c.json(explanationJson(await askExplained(c, c.req.valid("param").invoiceNumber)));
    },
  );
}

async function askInvoice(c: Context<Env>, invoiceNumber: string) {
  const isNumber = numberProblem(invoiceNumber) === undefined;
  const found = isNumber ? (await askNumber(c, invoiceNumber)).settlements : [];
  if (found.length === 0) throw new Problem("notFound", "No encontramos esa factura.");
  return found;
}

/** The changes since a cursor are all of them: no other field narrows, orders or pages them. */
function refuseFilter(fields: Record<string, string | undefined>): void {
  const errors = Object.entries(fields).filter(([, value]) => value !== undefined)
    .map(([field]) => ({ field, message: "No va con updatedSince." }));
  if (errors.length > 0) throw new Problem("invalid", "", errors);
}

/** The order of a list, with the names that its document has. */
function sortBy(columns: { key: string }[]) {
  return SCRIPT_FILTER.shape.sort.meta({
    description: "Por qué propiedad se ordena; con `-`, de mayor a menor.",
    enum: columns.flatMap(({ key }) => [key, `-${key}`]),
  });
}

function readPlace(query: z.output<typeof PAGING>): PagePlace {
  const reading = readPagePlace(query);
  if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
  return reading.place;
}
