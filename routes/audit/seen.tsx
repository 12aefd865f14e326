import { Hono } from "hono";
import { z } from "zod";
import { AUDIT, auditHref } from "../../components/staff/links.ts";
import { SeenPage, type TypedSeen } from "../../components/audit/seen_page.tsx";
import { findSeenProviders } from "../../db/audit/seen.ts";
import type { SeenProvider } from "../../domain/audit/seen_provider.ts";
import { instantsOf, readTime } from "../../domain/audit/filter.ts";
import { formatDate, formatSecond, readTypedDate, startOfDayMs } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { readVoucherFilter, type VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { answerCsv } from "../answer_csv.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { findTypedPerson, NOBODY } from "./filter.ts";

const typed = z.string().max(300).default("");
const QUERY = z.object({
  persona: typed,
  desde: typed,
  hasta: typed,
  desdeHora: typed,
  hastaHora: typed,
});
const TITLE = "Qué datos vio alguien";
const MINUTE_MS = 60 * 1000;
const END_OF_DAY = 24 * 60;

/** What an incident asks for (L13): whose data one person saw between two instants. */
export function staffSeenRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/vistos", queryInput(QUERY), async (c) => {
    const query = c.req.valid("query");
    if (Object.values(query).every((text) => text === "")) return answer(c, query, []);
    const reading = await readWish(c, query);
    if ("errors" in reading) return answer(c, query, reading.errors);
    const providers = await findSeenProviders(c.get("services").db, reading.userIds, reading);
    return answer(c, { ...query, ...shown(reading.range) }, [], {
      providers,
      csv: `${AUDIT}/vistos.csv?${new URLSearchParams({ ...query, ...shown(reading.range) })}`,
      log: auditHref({ ...reading.range, person: query.persona.trim() }),
    });
  });

  routes.get("/vistos.csv", queryInput(QUERY), async (c) => {
    const reading = await readWish(c, c.req.valid("query"));
    if ("errors" in reading) {
      throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
    }
    const providers = await findSeenProviders(c.get("services").db, reading.userIds, reading);
    const { from, to } = reading.range;
    await auditFirst(c, { name: "download", detail: { what: "seen", from, to } });
    const table = { header: HEADER, rows: [providers.map(rowOf)] };
    return answerCsv(c, `Vistos_${from}_${to}.csv`, table);
  });
  return routes;
}

type Wish = { userIds: number[]; range: VoucherFilter; fromMs: number; toMs: number };

async function readWish(c: Ctx, query: TypedSeen): Promise<Wish | { errors: FieldError[] }> {
  const names = { from: "desde", to: "hasta" };
  const dates = { from: query.desde, to: query.hasta };
  const reading = readVoucherFilter(dates, todayOf(c), names, readTypedDate);
  const begin = readTime(query.desdeHora, 0);
  const end = readTime(query.hastaHora, END_OF_DAY);
  const userIds = await findTypedPerson(c, query.persona.trim());
  const errors = [
    ...(userIds.length === 0 ? [NOBODY] : []),
    ...("errors" in reading ? reading.errors : []),
    ...(begin === undefined ? [wrongTime("desdeHora")] : []),
    ...(end === undefined ? [wrongTime("hastaHora")] : []),
  ];
  if ("errors" in reading || begin === undefined || end === undefined || errors.length > 0) {
    return { errors };
  }
  const range = reading.filter;
  const fromMs = instantsOf(range).fromMs + begin * MINUTE_MS;
  const toMs = startOfDayMs(range.to) + end * MINUTE_MS;
  return { userIds, range, fromMs, toMs };
}

function wrongTime(field: string): FieldError {
  return { field, message: "Escriba la hora como hh:mm, por ejemplo 14:30." };
}

function shown({ from, to }: VoucherFilter) {
  return { desde: formatDate(from), hasta: formatDate(to) };
}

const HEADER = ["NIT", "Prestador", "Descargas", "Vistas", "Entradas", "Primera vez", "Última vez"];

function rowOf(one: SeenProvider) {
  const { nit, legalName, downloads, views, entries, firstAt, lastAt } = one;
  const counts = [downloads, views, entries].map((count) => ({ number: String(count) }));
  return [nit, legalName, ...counts, formatSecond(firstAt), formatSecond(lastAt)];
}

type Found = { providers: SeenProvider[]; csv: string; log: string };

function answer(c: Ctx, query: TypedSeen, errors: FieldError[], found?: Found) {
  const content = (
    <SeenPage typed={query} errors={errors} nonce={nonceOf(c)} {...(found && { found })} />
  );
  const view = { title: TITLE, module: "Auditoría", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
