import { Hono } from "hono";
import { z } from "zod";
import {
  VoucherChanges,
  VoucherChangesPage,
} from "../../components/payments/correction_notice.tsx";
import { SettlementsSection } from "../../components/payments/settlements_section.tsx";
import type { Detail } from "../../components/payments/shown.ts";
import { VouchersPage } from "../../components/payments/vouchers_page.tsx";
import type { VoucherList } from "../../components/payments/shown.ts";
import {
  findVoucher,
  findVouchers,
  findVouchersAndVoucher,
  type VoucherDetail,
  type VoucherPage,
} from "../../db/payments/vouchers.ts";
import { findVoucherChanges } from "../../db/payments/voucher_changes.ts";
import { formatDate, readDate } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { may } from "../../domain/users/role.ts";
import { readVoucherFilter, type VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { PAGE_SIZE, pageCount, readPage } from "../../domain/paging.ts";
import { type Ctx, type Env, providerOf, todayOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { keptView } from "../kept_view.ts";
import { answerPage, isFragmentFor, nonceOf, type View } from "../representation.tsx";

const typed = z.string().max(40).optional();
const LIST_QUERY = z.object({ desde: typed, hasta: typed, pagina: typed });
const DETAIL_QUERY = LIST_QUERY.extend({ lista: typed, columnas: typed });

const CHANGES_QUERY = z.object({ desde: typed, hasta: typed, lista: typed });

type TypedRange = { desde?: string | undefined; hasta?: string | undefined };

const FIELDS = { from: "desde", to: "hasta" };

/** Consulta de Pagos: the list, and a voucher's lines under it. */
export function voucherRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(LIST_QUERY), async (c) => {
    const query = c.req.valid("query");
    const reading = readFilter(c, query);
    if ("errors" in reading) return answerErrors(c, query, reading.errors);
    const page = pageOf(query.pagina);
    return answerPage(c, await keptView(c, () => drawList(c, reading.filter, page)));
  });

  routes.get("/:documentNumber", queryInput(DETAIL_QUERY), async (c) => {
    const query = c.req.valid("query");
    const documentNumber = c.req.param("documentNumber");
    const reading = readFilter(c, query);
    if ("errors" in reading) return answerErrors(c, query, reading.errors);
    const place = {
      filter: reading.filter,
      documentNumber,
      page: pageOf(query.pagina),
      listPage: pageOf(query.lista),
      allColumns: query.columnas === "20",
    };
    const draw = isFragmentFor(c, "detalle") ? drawDetail : drawListAndDetail;
    return answerPage(c, await keptView(c, () => draw(c, place)));
  });

  routes.get("/:documentNumber/cambios", queryInput(CHANGES_QUERY), async (c) => {
    const query = c.req.valid("query");
    const reading = readFilter(c, query);
    if ("errors" in reading) return answerErrors(c, query, reading.errors);
    const documentNumber = c.req.param("documentNumber");
    return await answerChanges(c, reading.filter, documentNumber, pageOf(query.lista));
  });
  return routes;
}

/** What corrections changed: for the notice on a voucher, or as a page. */
async function answerChanges(
  c: Ctx,
  filter: VoucherFilter,
  documentNumber: string,
  listPage: number,
) {
  const { db } = c.get("services");
  const changes = await findVoucherChanges(db, providerOf(c), documentNumber);
  if (!changes) throw notFound();
  const content = isFragmentFor(c, "cambios")
    ? <VoucherChanges changes={changes} />
    : <VoucherChangesPage {...{ changes, filter, documentNumber, listPage }} />;
  return answerPage(c, { title: `Comprobante ${documentNumber}`, module: "Financiera", content });
}

type Place = {
  filter: VoucherFilter;
  documentNumber: string;
  page: number;
  listPage: number;
  allColumns: boolean;
};

async function drawList(c: Ctx, filter: VoucherFilter, page: number): Promise<View> {
  const { db } = c.get("services");
  const found = await findVouchers(db, providerOf(c), filter, { page });
  return toView(c, toList(filter, found, page));
}

/** A page of the detail alone, for htmx: the list above it stays as it is. */
async function drawDetail(c: Ctx, place: Place): Promise<View> {
  const { db } = c.get("services");
  const { documentNumber, page, filter, listPage } = place;
  const found = await findVoucher(db, providerOf(c), documentNumber, { page });
  const list = { filter, page: listPage };
  const content = (
    <SettlementsSection detail={toDetail(c, found, place)} list={list} nonce={nonceOf(c)} />
  );
  return { title: titleOf(place), module: "Financiera", content };
}

async function drawListAndDetail(c: Ctx, place: Place): Promise<View> {
  const { db } = c.get("services");
  const { filter, documentNumber, page, listPage } = place;
  const found = await findVouchersAndVoucher(
    db,
    providerOf(c),
    filter,
    documentNumber,
    { page: listPage },
    { page },
  );
  const detail = toDetail(c, found.detail, place);
  return toView(c, toList(filter, found, listPage), detail, titleOf(place));
}

function toView(c: Ctx, list: VoucherList, detail?: Detail, title = "Consulta de Pagos"): View {
  const typed = { desde: formatDate(list.filter.from), hasta: formatDate(list.filter.to) };
  const content = (
    <VouchersPage
      typed={typed}
      errors={[]}
      today={todayOf(c)}
      nonce={nonceOf(c)}
      list={list}
      {...(detail && { detail })}
    />
  );
  return { title, module: "Financiera", content };
}

function answerErrors(c: Ctx, query: TypedRange, errors: FieldError[]) {
  const typed = { desde: query.desde ?? "", hasta: query.hasta ?? "" };
  const content = (
    <VouchersPage typed={typed} errors={errors} today={todayOf(c)} nonce={nonceOf(c)} />
  );
  return answerPage(c, { title: "Consulta de Pagos", module: "Financiera", content }, 422);
}

function readFilter(c: Ctx, query: TypedRange) {
  const { desde = "", hasta = "" } = query;
  return readVoucherFilter({ from: desde, to: hasta }, todayOf(c), FIELDS, readDate);
}

function pageOf(typed: string | undefined): number {
  const page = readPage(typed);
  if (page === undefined) throw new Problem("invalid", "Esa página no existe.");
  return page;
}

function toList(filter: VoucherFilter, found: VoucherPage, page: number): VoucherList {
  const { vouchers, totals } = found;
  const pages = pageCount(totals.count, PAGE_SIZE);
  if (page > pages) throw new Problem("notFound", "Esa página de la lista no existe.");
  return { filter, vouchers, totals, page, pages };
}

/** A voucher of someone else and one that does not exist are the same 404. */
function toDetail(
  c: Ctx,
  found: VoucherDetail | undefined,
  { page, allColumns }: Place,
): Detail {
  const pages = pageCount(found?.voucher.settlementCount ?? 0, PAGE_SIZE);
  if (!found) throw notFound();
  if (page > pages) throw new Problem("notFound", "Esa página del comprobante no existe.");
  const role = c.get("role");
  const canReport = role !== undefined && may(role, "report");
  return { ...found, page, pages, allColumns, canReport };
}

function notFound(): Problem {
  return new Problem("notFound", "No encontramos ese comprobante entre sus pagos.");
}

function titleOf({ documentNumber }: Place): string {
  return `Comprobante ${documentNumber}`;
}
