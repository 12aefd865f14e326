import { Hono } from "hono";
import { StaffCasesPage } from "../../components/attention/staff_list_page.tsx";
import type { TypedQueue } from "../../components/threads/search.tsx";
import { type CaseFilter, findCaseQueue } from "../../db/attention/queue.ts";
import { readCaseKind } from "../../domain/attention/case.ts";
import type { FieldError } from "../../domain/errors.ts";
import { isFolio } from "../../domain/folio.ts";
import type { Ctx, Env } from "../context.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";
import { readThreadQueue, THREAD_QUEUE_QUERY } from "../staff/thread_queue.ts";

/** What was asked, complained of and proposed, for the staff: overdue ones on top. */
export function staffCaseListRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(THREAD_QUEUE_QUERY), async (c) => {
    const { pagina, ...given } = c.req.valid("query");
    const reading = readQueue(given);
    if ("errors" in reading) return answerQueue(c, given, reading.errors);
    const page = wantedPage(pagina);
    const found = await findCaseQueue(c.get("services").db, reading.filter, page);
    requirePage(page, found.count);
    return answerQueue(c, given, [], { ...found, page });
  });
  return routes;
}

function readQueue(typed: TypedQueue): { filter: CaseFilter } | { errors: FieldError[] } {
  const { sought, ...filter } = readThreadQueue(typed, readCaseKind);
  if (sought === "") return { filter };
  if (isFolio("PQ", sought)) return { filter: { state: "all", folio: sought } };
  return { errors: [{ field: "q", message: "Escriba un radicado como PQ-2026-7K3MWP2Q." }] };
}

function answerQueue(
  c: Ctx,
  given: TypedQueue,
  errors: FieldError[],
  found?: Parameters<typeof StaffCasesPage>[0]["found"],
) {
  const nowMs = c.get("services").now();
  const content = (
    <StaffCasesPage typed={given} errors={errors} nowMs={nowMs} {...(found && { found })} />
  );
  const view = { title: "PQRS", module: "PQRS", content } as const;
  return answerPage(c, view, errors.length > 0 ? 422 : 200);
}
