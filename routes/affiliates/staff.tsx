import { Hono } from "hono";
import type { Child } from "hono/jsx";
import { z } from "zod";
import {
  AffiliateSearchPage,
  StaffRecordPage,
  ViewReasonPage,
} from "../../components/affiliates/staff_pages.tsx";
import { AFFILIATES } from "../../components/staff/links.ts";
import { findAffiliateId, findAffiliateRecord } from "../../db/affiliates/record.ts";
import { keepViewReason } from "../../db/affiliates/view_reasons.ts";
import { readDocument, type TypedDocument } from "../../domain/affiliates/document.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { ownPath } from "../accounts/sign_in_finish.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { affiliateOfHandle, handleOf } from "../guards/affiliate_handle.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { viewWithReason } from "../guards/view_reason.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { reasonError } from "../staff/act.ts";

const typed = z.string().max(100).default("");
const SEARCH = z.object({ tipoDocumento: typed, documento: typed });
const back = z.string().max(2000).default("");
const REASON = z.object({ motivo: typedText, volver: back });
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

  routes.get("/:persona/motivo", queryInput(z.object({ volver: back })), async (c) => {
    await affiliateInPath(c);
    return answerReason(c, { motivo: "", ...c.req.valid("query") }, []);
  });

  const reason = formInput(REASON, (c, form) => answerReason(c, form, []));
  routes.post("/:persona/motivo", reason, async (c) => {
    const affiliateId = await affiliateInPath(c);
    const form = c.req.valid("form");
    const errors = reasonError("motivo", form.motivo);
    if (errors.length > 0) return answerReason(c, form, errors);
    const { db, now } = c.get("services");
    const { id: sessionId, userId: staffId } = sessionOf(c);
    const about = { id: crypto.randomUUID(), at: Math.trunc(now()), staffId, sessionId };
    await keepViewReason(db, { ...about, affiliateId, reason: form.motivo.trim() });
    return c.redirect(ownPath(form.volver) ?? `${AFFILIATES}/${personIn(c)}`, 303);
  });
  return routes;
}

function personIn(c: Ctx): string {
  return c.req.param("persona") ?? "";
}

/** The affiliate that the address names in this session. */
export async function affiliateInPath(c: Ctx): Promise<number> {
  const id = await affiliateOfHandle(c, personIn(c));
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

function answerReason(c: Ctx, form: z.infer<typeof REASON>, errors: FieldError[]) {
  const content = (
    <ViewReasonPage
      action={`${AFFILIATES}/${personIn(c)}/motivo`}
      back={form.volver}
      typed={form.motivo}
      errors={errors}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  return answer(c, content, errors);
}

function answer(c: Ctx, content: Child, errors: FieldError[] = []) {
  return answerPage(c, { title: MODULE, module: MODULE, content }, errors.length > 0 ? 422 : 200);
}
