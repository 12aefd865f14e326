import { Hono } from "hono";
import { z } from "zod";
import { InquiriesPage } from "../../components/inquiries/inquiries_page.tsx";
import { findAllInquiries, findInquiries } from "../../db/inquiries/inquiries.ts";
import { dateInBogota, formatDate } from "../../domain/dates.ts";
import { Problem } from "../../domain/errors.ts";
import { INQUIRY_KIND_WORDS } from "../../domain/inquiries/inquiry.ts";
import { readThreadState, THREAD_STATE_WORDS, type ThreadState } from "../../domain/thread.ts";
import type { Inquiry } from "../../domain/inquiries/thread.ts";
import { may } from "../../domain/accounts/role.ts";
import { answerCsv } from "../answer_csv.ts";
import { auditFirst } from "../audit.ts";
import { requirePermission } from "../guards/authorize.ts";
import { type Ctx, type Env, providerOf, todayOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";

const typed = z.string().max(40).optional();
const QUERY = z.object({ estado: typed, pagina: typed });

/** Consultas: the list of what a provider reported, by state. */
export function inquiryListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { estado, pagina } = c.req.valid("query");
    const state = stateOf(estado);
    const page = wantedPage(pagina);
    const { db } = c.get("services");
    const found = await findInquiries(db, providerOf(c), { state }, { page });
    const counts = Object.values(found.counts);
    const total = state ? found.counts[state] : counts.reduce((sum, count) => sum + count, 0);
    requirePage(page, total);
    const role = c.get("role");
    const canDownload = role !== undefined && may(role, "download");
    const place = { state, page, total, canDownload, today: todayOf(c) };
    const content = <InquiriesPage {...found} {...place} />;
    return answerPage(c, { title: "Consultas", module: "Consultas", content });
  });

  routes.get("/lista.csv", requirePermission("download"), queryInput(QUERY), async (c) => {
    const { db } = c.get("services");
    const state = stateOf(c.req.valid("query").estado);
    const inquiries = await findAllInquiries(db, providerOf(c), { state });
    await auditFirst(c, { name: "download", detail: { what: "inquiries" } });
    return answerInquiriesCsv(c, `Consultas_${providerOf(c).nit}_${todayOf(c)}.csv`, inquiries);
  });
  return routes;
}

function stateOf(estado: string | undefined): ThreadState | undefined {
  if (estado === undefined || estado === "") return undefined;
  const state = readThreadState(estado);
  if (!state) throw new Problem("invalid", "Ese estado no existe.");
  return state;
}

const COLUMNS = [
  "Radicado",
  "Qué reportó",
  "Estado",
  "N° Documento",
  "Fecha de Pago",
  "Número de Factura",
  "Abierta el",
  "Respuesta a más tardar",
];

/** Inquiries as CSV; `before` adds columns on the left. */
export function answerInquiriesCsv<One extends Inquiry>(
  c: Ctx,
  name: string,
  inquiries: One[],
  before: { names: string[]; cells: (inquiry: One) => string[] } = { names: [], cells: () => [] },
): Response {
  const rows = inquiries.map((one) => [...before.cells(one), ...cellsOf(one)]);
  return answerCsv(c, name, { header: [...before.names, ...COLUMNS], rows: [rows] });
}

function cellsOf(inquiry: Inquiry): string[] {
  const { folio, kind, state, documentNumber, paidOn, invoiceNumber, createdAt, dueOn } = inquiry;
  return [
    folio,
    INQUIRY_KIND_WORDS[kind].name,
    THREAD_STATE_WORDS[state].name,
    documentNumber,
    formatDate(paidOn),
    invoiceNumber ?? "",
    formatDate(dateInBogota(createdAt)),
    formatDate(dueOn),
  ];
}
