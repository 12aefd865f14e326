import { Hono } from "hono";
import { z } from "zod";
import { LoadHistoryPage } from "../../components/loads/history_page.tsx";
import { loadHref } from "../../components/loads/links.ts";
import { findLoad, findLoads, type StoredLoad } from "../../db/loads/history.ts";
import { findNames } from "../../db/loads/people.ts";
import { discardLoad } from "../../db/loads/publishing.ts";
import { Problem } from "../../domain/errors.ts";
import {
  type Confirmed,
  judgeConfirmed,
  ODD_KINDS,
  oddField,
} from "../../domain/loads/odd_payment.ts";
import { asSentence, isAskedForTotal } from "../../domain/loads/outcome.ts";
import { withoutTotal } from "../../domain/loads/record.ts";
import { reportWorkbook } from "../../domain/loads/report_workbook.ts";
import { readControlTotal } from "../../domain/loads/review.ts";
import { answerWorkbook } from "../answer_workbook.ts";
import { auditFirst, recorderOf } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import { auditRefusal, problemOf, publish } from "./acts.ts";
import { answerPage, nonceOf } from "../representation.tsx";
import { loadSubjectOf, requireLoader, requireLoadReader } from "./subject.ts";
import { answerLoad, loaderIdOf, PLACES } from "./view.tsx";
import { requirePage, wantedPage } from "../guards/wanted_page.ts";

const PAGE = z.object({ pagina: z.string().max(10).optional() });
const mark = z.string().max(60).optional();
const FORM = z.object({
  accion: z.enum(["publicar", "retirar"]),
  total: z.string().max(100).default(""),
  sinAvisos: z.literal("si").optional(),
  "reviso-dosVeces": mark,
  "reviso-deMas": mark,
  "reviso-repetidos": mark,
  "reviso-fechas": mark,
  "reviso-cuentas": mark,
});
type Typed = z.infer<typeof FORM>;

/** The history of loads, and one load: how far it is, what it brings, its publication. */
export function loadRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  const [reads, loads] = [requireLoadReader(), requireLoader()];
  routes.get("/historial", reads, queryInput(PAGE), async (c) => {
    const page = wantedPage(c.req.valid("query").pagina);
    return await answerHistory(c, page);
  });

  routes.get("/:id", reads, queryInput(PLACES), async (c) => {
    return await answerLoad(c, await loadOf(c), { query: c.req.valid("query") });
  });

  routes.get("/:id/informe.xlsx", reads, async (c) => {
    const load = await loadOf(c);
    const { number, report } = load;
    await auditFirst(c, { name: "download", detail: { what: "loadReport", load: number } });
    const workbook = reportWorkbook(report, { hidesTotal: isAskedForTotal(load, loaderIdOf(c)) });
    return answerWorkbook(c, `Informe_de_carga_${number}.xlsx`, workbook);
  });

  routes.post("/:id", loads, formInput(FORM, answerErrors), async (c) => {
    const form = c.req.valid("form");
    const load = await loadOf(c);
    return form.accion === "publicar" ? await publishAs(c, load, form) : await withdraw(c, load);
  });
  return routes;
}

/** The load of the address as its reader may see it; 404 where there is none of what she loads. */
export async function loadOf(c: Ctx): Promise<StoredLoad> {
  const load = await findLoad(c.get("services").db, c.req.param("id") ?? "");
  if (load?.subject !== loadSubjectOf(c)) {
    throw new Problem("notFound", "No encontramos esa carga.");
  }
  return isAskedForTotal(load, loaderIdOf(c)) ? withoutTotal(load) : load;
}

async function publishAs(c: Ctx, load: StoredLoad, form: Typed) {
  const { userId } = sessionOf(c);
  const total = readControlTotal(form.total);
  if ("problem" in total && isAskedForTotal(load, userId)) {
    return await answerErrors(c, form, total.problem);
  }
  const controlTotal = "cents" in total ? total.cents : 0;
  const withoutNotices = form.sinAvisos !== undefined;
  const confirmed = confirmedOf(form);
  const { id, subject } = load;
  const publication = { userId, subject, controlTotal, withoutNotices, confirmed };
  const outcome = await publish(c, id, publication);
  if (outcome.isDone || outcome.reason === "conflict") return c.redirect(loadHref(load.id), 303);
  if (outcome.reason === "unconfirmed") return await answerErrors(c, form);
  if (outcome.reason === "controlTotal") {
    return await answerErrors(c, form, asSentence(outcome.message));
  }
  throw problemOf(outcome);
}

async function withdraw(c: Ctx, load: StoredLoad) {
  const { id } = load;
  const outcome = await discardLoad(c.get("services").db, id, recorderOf(c, "loadWithdrawn"));
  if (!outcome.isDone) {
    auditRefusal(c, "loadWithdrawn", load, outcome);
    throw problemOf(outcome);
  }
  return c.redirect(loadHref(id), 303);
}

/** The form again, beside the load as it is now: what is odd in it may have changed meanwhile. */
async function answerErrors(c: Ctx, form: Typed, totalProblem?: string) {
  const load = await loadOf(c);
  const confirmed = confirmedOf(form);
  const typed = { total: form.total, sinAvisos: form.sinAvisos !== undefined, confirmed };
  const errors = totalProblem === undefined ? [] : [{ field: "total", message: totalProblem }];
  return answerLoad(c, load, {
    typed,
    errors: [...errors, ...judgeConfirmed(load.odd, confirmed)],
  });
}

function confirmedOf(form: Typed): Confirmed {
  const marks = ODD_KINDS.map((kind) => [kind, form[oddField(kind)]] as const);
  return Object.fromEntries(marks.filter(([, mark]) => mark !== undefined));
}

async function answerHistory(c: Ctx, page: number) {
  const { db } = c.get("services");
  const { loads: items, total } = await findLoads(db, { page, subject: loadSubjectOf(c) });
  requirePage(page, total);
  const names = await findNames(
    db,
    items.flatMap(({ createdBy, publishedBy }) => [createdBy, publishedBy]),
  );
  const content = (
    <LoadHistoryPage
      loads={{ items, total, page }}
      names={names}
      loaderId={loaderIdOf(c)}
      nonce={nonceOf(c)}
    />
  );
  const title = "Historial de cargas";
  return answerPage(c, { title, module: title, content });
}
