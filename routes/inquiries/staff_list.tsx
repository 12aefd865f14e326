import { Hono } from "hono";
import { StaffInquiriesPage } from "../../components/inquiries/staff_list_page.tsx";
import type { TypedQueue } from "../../components/threads/search.tsx";
import { findInquiryQueue, findWholeQueue, type QueueFilter } from "../../db/inquiries/queue.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { isFolio } from "../../domain/folio.ts";
import { readInquiryKind } from "../../domain/inquiries/inquiry.ts";
import { parseNit } from "../../domain/nit.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerInquiriesCsv } from "./inquiries.tsx";
import { answerPage } from "../representation.tsx";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";
import { readThreadQueue, THREAD_QUEUE_QUERY } from "../staff/thread_queue.ts";

/** What providers report, for the staff: overdue ones on top. */
export function staffInquiryListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(THREAD_QUEUE_QUERY), async (c) => {
    const { pagina, ...given } = c.req.valid("query");
    const reading = readQueue(given);
    if ("errors" in reading) return answerQueue(c, given, reading.errors);
    const page = wantedPage(pagina);
    const found = await findInquiryQueue(c.get("services").db, reading.filter, { page });
    requirePage(page, found.count);
    return answerQueue(c, given, [], { ...found, page });
  });

  routes.get("/lista.csv", queryInput(THREAD_QUEUE_QUERY), async (c) => {
    const reading = readQueue(c.req.valid("query"));
    if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
    const inquiries = await findWholeQueue(c.get("services").db, reading.filter);
    await auditFirst(c, { name: "download", detail: { what: "inquiries" } });
    return answerInquiriesCsv(c, `Consultas_${todayOf(c)}.csv`, inquiries, {
      names: ["NIT", "Razón Social"],
      cells: ({ provider }) => [provider.nit, provider.legalName],
    });
  });
  return routes;
}

function readQueue(typed: TypedQueue): { filter: QueueFilter } | { errors: FieldError[] } {
  const { sought, ...filter } = readThreadQueue(typed, readInquiryKind);
  if (sought === "") return { filter };
  if (isFolio("CO", sought)) return { filter: { state: "all", search: { folio: sought } } };
  const nit = parseNit(sought);
  if (nit) return { filter: { ...filter, search: { nit } } };
  const message = "Escriba un NIT, o un radicado como CO-2026-7K3MWP2Q.";
  return { errors: [{ field: "q", message }] };
}

function answerQueue(
  c: Ctx,
  given: TypedQueue,
  errors: FieldError[],
  found?: Parameters<typeof StaffInquiriesPage>[0]["found"],
) {
  const content = (
    <StaffInquiriesPage
      typed={given}
      errors={errors}
      today={todayOf(c)}
      {...(found && { found })}
    />
  );
  const view = { title: "Consultas", module: "Consultas", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
