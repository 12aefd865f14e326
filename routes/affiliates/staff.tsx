import { Hono } from "hono";
import type { Child } from "hono/jsx";
import { z } from "zod";
import { AffiliateSearchPage, StaffRecordPage } from "../../components/affiliates/staff_pages.tsx";
import { AFFILIATES } from "../../components/staff/links.ts";
import { findAffiliateId, findAffiliateRecord } from "../../db/affiliates/record.ts";
import { readDocument, type TypedDocument } from "../../domain/affiliates/document.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { auditFirst } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { affiliateOfHandle, handleOf } from "../guards/affiliate_handle.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { viewWithReason } from "../guards/view_reason.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { viewReasonRoutes } from "../staff/view_reason.tsx";

const typed = z.string().max(100).default("");
const SEARCH = z.object({ tipoDocumento: typed, documento: typed });
const MODULE = "Afiliados";

/** The staff finds a person by her document, says why, and sees what is on file. */
export function staffAffiliateRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerSearch(c, { tipoDocumento: "CC", documento: "" }, []));

  routes.post("/", formInput(SEARCH, (c, form) => answerSearch(c, form, [])), async (c) => {
    const form = c.req.valid("form");
    const { document, errors } = readDocument(form);
    if (!document) return answerSearch(c, form, errors);
    const id = await findAffiliateId(c.get("services").db, document);
    await auditFirst(c, { name: "affiliateSearched", detail: { affiliate: id ?? "nobody" } });
    if (id !== undefined) return c.redirect(`${AFFILIATES}/${await handleOf(c, id)}`, 303);
    const message = "No hay nadie con ese documento. Revise el tipo y el número.";
    return answerSearch(c, form, [{ field: "documento", message }]);
  });

  routes.get("/:persona", async (c) => {
    const affiliateId = await affiliateInPath(c);
    return await viewWithReason(c, { affiliateId, what: "affiliation" }, async () => {
      const record = await findAffiliateRecord(c.get("services").db, affiliateId);
      if (!record) throw nobody();
      return answer(c, <StaffRecordPage record={record} address={c.req.path} />);
    });
  });

  const reason = viewReasonRoutes({
    subjectIn: async (c) => ({ affiliateId: await affiliateInPath(c) }),
    module: MODULE,
    href: AFFILIATES,
    told: "Ella puede leer quién vio sus datos, cuándo y este motivo.",
    example: "llamó a la línea y pregunta por su cita.",
  });
  routes.route("/:persona/motivo", reason);
  return routes;
}

/** The affiliate that the address names in this session. */
export async function affiliateInPath(c: Ctx): Promise<number> {
  const id = await affiliateOfHandle(c, c.req.param("persona") ?? "");
  if (id === undefined) throw nobody();
  return id;
}

function nobody(): Problem {
  return new Problem("notFound", "No encontramos a esa persona. Búsquela de nuevo.");
}

function answerSearch(c: Ctx, form: TypedDocument, errors: FieldError[]) {
  const csrfToken = csrfTokenOf(c) ?? "";
  const content = <AffiliateSearchPage typed={form} errors={errors} csrfToken={csrfToken} />;
  return answer(c, content, errors);
}

function answer(c: Ctx, content: Child, errors: FieldError[] = []) {
  return answerPage(c, { title: MODULE, module: MODULE, content }, errors.length > 0 ? 422 : 200);
}
