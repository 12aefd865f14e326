import { Hono } from "hono";
import { LinesPage } from "../../components/payments/lines_page.tsx";
import type { LineList } from "../../components/payments/shown.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { filterFields } from "../../domain/payments/filter_fields.ts";
import { LINE_COLUMNS, type LineFilter } from "../../domain/payments/line_filter.ts";
import { type Ctx, type Env, providerOf, todayOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerKept, keptView } from "../kept_view.ts";
import { answerPage, nonceOf, type View } from "../representation.tsx";
import { lookedAt, mayWithPayments, moduleOf } from "./looked.ts";
import { askLinePage, placeOf } from "./questions.ts";
import { isNarrowing, LIST_QUERY, readTypedLines, type TypedFilter } from "./typed_filter.ts";
import { wantedPage } from "../guards/wanted_page.ts";

/** Consulta de Pagos por factura: the lines of the vouchers between two dates. */
export function lineRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", answerKept(), queryInput(LIST_QUERY), async (c) => {
    const query = c.req.valid("query");
    const reading = readTypedLines(c, query);
    if ("errors" in reading) return answerPage(c, toView(c, query, reading.errors), 422);
    const place = { ...placeOf(wantedPage(query.pagina)), wantsMethods: isNarrowing(query) };
    return answerPage(c, await keptView(c, () => drawLines(c, reading.filter, place)));
  });
  return routes;
}

async function drawLines(
  c: Ctx,
  filter: LineFilter,
  place: Parameters<typeof askLinePage>[2],
): Promise<View> {
  const found = await askLinePage(c, filter, place);
  if (found.page > found.pages) throw new Problem("notFound", "Esa página de la lista no existe.");
  const canDownload = mayWithPayments(c, "download");
  const list = { ...found, filter, canDownload, isNarrowing: place.wantsMethods ?? false };
  return toView(c, filterFields(filter, LINE_COLUMNS), [], list);
}

function toView(c: Ctx, fields: TypedFilter, errors: FieldError[], list?: LineList): View {
  const content = (
    <LinesPage
      {...{ fields, errors, list }}
      today={todayOf(c)}
      nonce={nonceOf(c)}
      looked={lookedAt(c) && providerOf(c)}
    />
  );
  return { title: "Facturas pagadas", module: moduleOf(c), content };
}
