import { Hono } from "hono";
import { z } from "zod";
import { ViewReasonPage } from "../../components/staff/view_reason_page.tsx";
import { keepViewReason } from "../../db/affiliates/view_reasons.ts";
import type { ViewSubject } from "../../domain/affiliates/view_reason.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ownPath } from "../guards/own_path.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import { answerPage, type View } from "../representation.tsx";
import { reasonError } from "./act.ts";

const back = z.string().max(2000).default("");
const REASON = z.object({ motivo: typedText, volver: back });
type Typed = z.infer<typeof REASON>;

/** What differs between those whose data are opened by a reason. */
type Asked = {
  /** Whom the address names; throws where nobody is there. */
  subjectIn: (c: Ctx) => Promise<ViewSubject>;
  module: View["module"] & string;
  href: string;
  told: string;
  example: string;
};

/** The page that asks the staff why, mounted at `…/motivo` below one person's address. */
export function viewReasonRoutes(asked: Asked): Hono<Env> {
  const routes = new Hono<Env>();
  const answerForm = (c: Ctx, typed: Typed, errors: FieldError[] = []) =>
    answerReason(c, asked, typed, errors);

  routes.get("/", queryInput(z.object({ volver: back })), async (c) => {
    await asked.subjectIn(c);
    return answerForm(c, { motivo: "", ...c.req.valid("query") });
  });

  routes.post("/", formInput(REASON, answerForm), async (c) => {
    const subject = await asked.subjectIn(c);
    const form = c.req.valid("form");
    const errors = reasonError("motivo", form.motivo);
    if (errors.length > 0) return answerForm(c, form, errors);
    const { db, now } = c.get("services");
    const { id: sessionId, userId: staffId } = sessionOf(c);
    const about = { id: crypto.randomUUID(), at: Math.trunc(now()), staffId, sessionId };
    await keepViewReason(db, subject, { ...about, reason: form.motivo.trim() });
    return c.redirect(ownPath(form.volver) ?? c.req.path.replace(/\/motivo$/, ""), 303);
  });
  return routes;
}

function answerReason(
  c: Ctx,
  { module, href, told, example }: Asked,
  { motivo, volver }: Typed,
  errors: FieldError[],
) {
  const content = (
    <ViewReasonPage
      action={c.req.path}
      list={{ href, name: module }}
      back={volver}
      typed={motivo}
      csrfToken={csrfTokenOf(c) ?? ""}
      {...{ told, example, errors }}
    />
  );
  return answerPage(c, { title: module, module, content }, errors.length > 0 ? 422 : 200);
}
