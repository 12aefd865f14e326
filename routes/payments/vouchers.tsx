import { Hono } from "hono";
import { SettlementsSection } from "../../components/payments/settlements_section.tsx";
import type { Detail } from "../../components/payments/shown.ts";
import { VouchersPage } from "../../components/payments/vouchers_page.tsx";
import type { VoucherList } from "../../components/payments/shown.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import { filterFields } from "../../domain/payments/filter_fields.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { queryInput } from "../input.ts";
import { answerKept, keptView } from "../kept_view.ts";
import { answerPage, nonceOf, type View } from "../representation.tsx";
import { mayWithPayments, moduleOf } from "./looked.ts";
import { isFragmentFor } from "../htmx.ts";
import { askDetail, askLooked, askVouchers, askVouchersAndVoucher, placeOf } from "./questions.ts";
import { isNarrowing, LIST_QUERY, readTyped, typed, type TypedFilter } from "./typed_filter.ts";
import { wantedPage } from "../guards/wanted_page.ts";

export const DETAIL_QUERY = LIST_QUERY.extend({ lista: typed, columnas: typed });

/** Consulta de Pagos: the list, and a voucher's lines under it. */
export function voucherRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", answerKept(), queryInput(LIST_QUERY), async (c) => {
    const query = c.req.valid("query");
    const reading = readTyped(c, query);
    if ("errors" in reading) return answerErrors(c, query, reading.errors);
    const place = { page: wantedPage(query.pagina), isNarrowing: isNarrowing(query) };
    return answerPage(c, await keptView(c, () => drawList(c, reading.filter, place)));
  });

  routes.get("/:documentNumber", answerKept(), queryInput(DETAIL_QUERY), async (c) => {
    const query = c.req.valid("query");
    const documentNumber = c.req.param("documentNumber");
    const reading = readTyped(c, query);
    if ("errors" in reading) return answerErrors(c, query, reading.errors);
    const place = {
      filter: reading.filter,
      documentNumber,
      page: wantedPage(query.pagina),
      listPage: wantedPage(query.lista),
      isNarrowing: isNarrowing(query),
      allColumns: query.columnas === "20",
    };
    const draw = isFragmentFor(c, "detalle") ? drawDetail : drawListAndDetail;
    return answerPage(c, await keptView(c, () => draw(c, place)));
  });
  return routes;
}

type Place = {
  filter: VoucherFilter;
  documentNumber: string;
  page: number;
  listPage: number;
  isNarrowing: boolean;
  allColumns: boolean;
};

async function drawList(
  c: Ctx,
  filter: VoucherFilter,
  { page, isNarrowing }: { page: number; isNarrowing: boolean },
): Promise<View> {
  const place = { ...placeOf(page), wantsMethods: isNarrowing };
  return await toView(c, toList(c, { filter, isNarrowing }, await askVouchers(c, filter, place)));
}

/** A page of the detail alone, for htmx: the list above it stays as it is. */
async function drawDetail(c: Ctx, place: Place): Promise<View> {
  const { documentNumber, page, filter, listPage, allColumns } = place;
  const found = await askDetail(c, documentNumber, { ...placeOf(page), allColumns });
  const detail = toDetail(c, found, place);
  const list = { filter, page: listPage };
  const content = <SettlementsSection detail={detail} list={list} nonce={nonceOf(c)} />;
  return { title: titleOf(place), module: moduleOf(c), content };
}

async function drawListAndDetail(c: Ctx, place: Place): Promise<View> {
  const { filter, documentNumber, page, listPage, isNarrowing, allColumns } = place;
  const { list, detail } = await askVouchersAndVoucher(
    c,
    { filter, place: { ...placeOf(listPage), wantsMethods: isNarrowing } },
    { documentNumber, place: { ...placeOf(page), allColumns } },
  );
  const shown = toDetail(c, detail, place);
  return await toView(c, toList(c, { filter, isNarrowing }, list), shown, titleOf(place));
}

async function toView(
  c: Ctx,
  list: VoucherList,
  detail?: Detail,
  title = "Consulta de Pagos",
): Promise<View> {
  const looked = await askLooked(c);
  const content = (
    <VouchersPage
      fields={filterFields(list.filter, VOUCHER_COLUMNS)}
      errors={[]}
      today={todayOf(c)}
      nonce={nonceOf(c)}
      list={list}
      {...(detail && { detail })}
      {...(looked && { looked })}
    />
  );
  return { title, module: moduleOf(c), content };
}

async function answerErrors(c: Ctx, query: TypedFilter, errors: FieldError[]) {
  const looked = await askLooked(c);
  const content = (
    <VouchersPage
      fields={query}
      errors={errors}
      today={todayOf(c)}
      nonce={nonceOf(c)}
      {...(looked && { looked })}
    />
  );
  return answerPage(c, { title: "Consulta de Pagos", module: moduleOf(c), content }, 422);
}

function toList(
  c: Ctx,
  asked: Pick<VoucherList, "filter" | "isNarrowing">,
  found: Awaited<ReturnType<typeof askVouchers>>,
): VoucherList {
  if (found.page > found.pages) {
    throw new Problem("notFound", "Esa página de la lista no existe.");
  }
  return { ...asked, ...found, canDownload: mayWithPayments(c, "download") };
}

function toDetail(
  c: Ctx,
  found: Awaited<ReturnType<typeof askDetail>>,
  { allColumns }: Place,
): Detail {
  if (found.page > found.pages) {
    throw new Problem("notFound", "Esa página del comprobante no existe.");
  }
  return {
    ...found,
    allColumns,
    isOpening: isFragmentFor(c, "pagos"),
    canReport: mayWithPayments(c, "report"),
    canDownload: mayWithPayments(c, "download"),
    ...(mayWithPayments(c, "mark") && { marking: { csrfToken: csrfTokenOf(c) ?? "" } }),
  };
}

function titleOf({ documentNumber }: Place): string {
  return `Comprobante ${documentNumber}`;
}
