import { Hono } from "hono";
import { z } from "zod";
import { ActivityPage } from "../../components/audit/activity_page.tsx";
import { findActivity, readActivity } from "../../db/audit/activity.ts";
import { type ActivityLine, describeActivity } from "../../domain/audit/activity.ts";
import {
  addDays,
  formatDate,
  formatSecond,
  readTypedDate,
  startOfDayMs,
} from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { readVoucherFilter, type VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import { answerCsv } from "../answer_csv.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, type Env, providerOf, todayOf } from "../context.ts";
import { whileAllowed } from "../guards/while_allowed.ts";
import { queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";

const typed = z.string().max(40).optional();
const QUERY = z.object({ desde: typed, hasta: typed, pagina: typed });
const FIELDS = { from: "desde", to: "hasta" };
const HEADER = ["Fecha", "Persona", "Qué pasó", "Resultado", "Dirección"];

/** What happened at a provider: who signed in, from where, what was downloaded. */
export function teamActivityRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/actividad", queryInput(QUERY), async (c) => {
    const query = c.req.valid("query");
    const reading = readRange(c, query);
    const given = { desde: query.desde ?? "", hasta: query.hasta ?? "" };
    if ("errors" in reading) return answerErrors(c, given, reading.errors);
    const page = wantedPage(query.pagina);
    const { filter } = reading;
    const { db } = c.get("services");
    const place = { page, perPage: PAGE_SIZE };
    const { events, count } = await findActivity(db, providerOf(c), instantsOf(filter), place);
    requirePage(page, count);
    const lines = events.map(describeActivity);
    return answerActivity(c, { filter, lines, count, page });
  });

  routes.get("/actividad.csv", queryInput(QUERY), async (c) => {
    const reading = readRange(c, c.req.valid("query"));
    if ("errors" in reading) {
      throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
    }
    const { from, to } = reading.filter;
    await auditFirst(c, { name: "download", detail: { what: "activity", from, to } });
    const name = `Actividad_${providerOf(c).nit}_${from}_${to}.csv`;
    return answerCsv(c, name, { header: HEADER, rows: rowsOf(c, reading.filter) });
  });
  return routes;
}

function readRange(
  c: Ctx,
  { desde = "", hasta = "" }: { desde?: string | undefined; hasta?: string | undefined },
) {
  return readVoucherFilter({ from: desde, to: hasta }, todayOf(c), FIELDS, readTypedDate);
}

/** The instants at which the days of a range begin and end in Bogotá; the end is exclusive. */
function instantsOf({ from, to }: VoucherFilter) {
  return { fromMs: startOfDayMs(from), toMs: startOfDayMs(addDays(to, 1)) };
}

async function* rowsOf(c: Ctx, filter: VoucherFilter) {
  const { db } = c.get("services");
  const events = readActivity(db, providerOf(c), instantsOf(filter));
  for await (const some of whileAllowed(c, events)) {
    yield some.map(describeActivity)
      .map(({ at, person, what, result, source }) => [
        formatSecond(at),
        person,
        what,
        result,
        source,
      ]);
  }
}

type Found = {
  filter: VoucherFilter;
  lines: ActivityLine[];
  count: number;
  page: number;
};

function answerActivity(c: Ctx, found: Found) {
  const { from, to } = found.filter;
  const content = (
    <ActivityPage
      typed={{ desde: formatDate(from), hasta: formatDate(to) }}
      errors={[]}
      found={found}
      nonce={nonceOf(c)}
    />
  );
  return answerPage(c, { title: "Actividad", module: "Equipo", content });
}

function answerErrors(c: Ctx, given: { desde: string; hasta: string }, errors: FieldError[]) {
  const content = <ActivityPage typed={given} errors={errors} nonce={nonceOf(c)} />;
  return answerPage(c, { title: "Actividad", module: "Equipo", content }, 422);
}
