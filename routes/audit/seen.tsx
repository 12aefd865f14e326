import { Hono } from "hono";
import { z } from "zod";
import { AUDIT, auditHref } from "../../components/staff/links.ts";
import { SeenPage, type TypedSeen } from "../../components/audit/seen_page.tsx";
import { findSeenAffiliates, findSeenProviders } from "../../db/audit/seen.ts";
import type { SeenAffiliate } from "../../domain/audit/seen_affiliate.ts";
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
    const { db } = c.get("services");
    const asked = new URLSearchParams({ ...query, ...shown(reading.range) });
    return answer(c, { ...query, ...shown(reading.range) }, [], {
      providers: await findSeenProviders(db, reading.userIds, reading),
      affiliates: await findSeenAffiliates(db, reading.userIds, reading),
      csv: `${AUDIT}/vistos.csv?${asked}`,
      affiliatesCsv: `${AUDIT}/afiliados-vistos.csv?${asked}`,
      log: auditHref({ ...reading.range, person: query.persona.trim() }),
    });
  });

  routes.get("/vistos.csv", queryInput(QUERY), async (c) => {
    const reading = await wishOf(c, c.req.valid("query"));
    const providers = await findSeenProviders(c.get("services").db, reading.userIds, reading);
    return await answerList(c, "Vistos", reading, { header: HEADER, rows: [providers.map(rowOf)] });
  });

  routes.get("/afiliados-vistos.csv", queryInput(QUERY), async (c) => {
    const reading = await wishOf(c, c.req.valid("query"));
    const affiliates = await findSeenAffiliates(c.get("services").db, reading.userIds, reading);
    const table = { header: AFFILIATE_HEADER, rows: [affiliates.map(affiliateRow)] };
    return await answerList(c, "Afiliados_vistos", reading, table);
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

/** A download has no page to show errors on. */
async function wishOf(c: Ctx, query: TypedSeen): Promise<Wish> {
  const reading = await readWish(c, query);
  if (!("errors" in reading)) return reading;
  throw new Problem("invalid", reading.errors[0]?.message, reading.errors);
}

async function answerList(
  c: Ctx,
  name: string,
  { range: { from, to } }: Wish,
  table: Parameters<typeof answerCsv>[2],
) {
  await auditFirst(c, { name: "download", detail: { what: "seen", from, to } });
  return answerCsv(c, `${name}_${from}_${to}.csv`, table);
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

const AFFILIATE_HEADER = [
  "Afiliado",
  "Tipo Documento",
  "Número Documento",
  "Hechos",
  "Primera vez",
  "Última vez",
];

function affiliateRow(one: SeenAffiliate) {
  const { id, documentType, documentNumber, count, firstAt, lastAt } = one;
  const times = [formatSecond(firstAt), formatSecond(lastAt)];
  return [`#${id}`, documentType, documentNumber, { number: String(count) }, ...times];
}

type Found = NonNullable<Parameters<typeof SeenPage>[0]["found"]>;

function answer(c: Ctx, query: TypedSeen, errors: FieldError[], found?: Found) {
  const content = (
    <SeenPage typed={query} errors={errors} nonce={nonceOf(c)} {...(found && { found })} />
  );
  const view = { title: TITLE, module: "Auditoría", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
