import { Hono } from "hono";
import { z } from "zod";
import { ReportQueuePage } from "../../components/reporting/queue_page.tsx";
import { REPORTS } from "../../components/staff/links.ts";
import { findBatches, findBatchNumber, makeBatch } from "../../db/reporting/batches.ts";
import { findMapping } from "../../db/reporting/mappings.ts";
import { findReportQueue } from "../../db/reporting/queue.ts";
import { Problem } from "../../domain/errors.ts";
import { readPage } from "../../domain/paging.ts";
import { overdueBefore } from "../../domain/reporting/queue.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, sessionOf, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const VIEW = { title: "Por reportar al SIIFA", module: "SIIFA" } as const;
const QUERY = z.object({
  pagina: z.string().max(10).optional(),
  hecho: z.enum(["deshecho", "nada"]).optional(),
});
const FORM = z.object({ lote: z.string().regex(/^[\w-]{20,100}$/) });

const NOTICES = {
  deshecho: "El lote se deshizo: sus pagos esperan de nuevo.",
  nada: "No quedaba nada por reportar: alguien acaba de hacerlo.",
};

/** `/funcionario/siifa`: what waits to be reported, and reporting it. */
export function reportQueueRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { pagina, hecho } = c.req.valid("query");
    const page = readPage(pagina);
    if (page === undefined) throw new Problem("notFound");
    const { db } = c.get("services");
    const today = todayOf(c);
    const mapping = await findMapping(db);
    const { reportsFrom } = mapping;
    const asked = { reportsFrom, overdueBefore: overdueBefore(today), page };
    const [queue, batches] = await Promise.all([findReportQueue(db, asked), findBatches(db)]);
    const content = (
      <ReportQueuePage
        queue={queue}
        batches={batches}
        reportsFrom={reportsFrom}
        mappingVersion={mapping.version}
        page={page}
        today={today}
        handle={newSecretToken()}
        notice={hecho && NOTICES[hecho]}
        csrfToken={csrfTokenOf(c) ?? ""}
      />
    );
    return answerPage(c, { ...VIEW, content });
  });

  routes.post("/", formInput(FORM), async (c) => await report(c, c.req.valid("form").lote));
  return routes;
}

/** Makes a batch and leads to it; the same form again leads to the same batch. */
async function report(c: Ctx, handle: string) {
  const { db, now, settings } = c.get("services");
  const { version: mappingVersion, reportsFrom } = await findMapping(db);
  const { userId: madeBy } = sessionOf(c);
  const { name, nit } = settings.eps;
  const batch = {
    handle,
    mappingVersion,
    reportsFrom,
    eps: { name, nit },
    madeBy,
    madeAt: now(),
  };
  const earlier = await findBatchNumber(db, handle);
  if (earlier === undefined) {
    await act(c, { name: "reportBatchMade" }, (entry) => makeBatch(db, batch, entry));
  }
  const number = earlier ?? await findBatchNumber(db, handle);
  if (number === undefined) return c.redirect(`${REPORTS}?hecho=nada`, 303);
  return c.redirect(`${REPORTS}/lotes/${number}`, 303);
}
