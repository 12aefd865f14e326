import { Hono } from "hono";
import { z } from "zod";
import { TermsPage } from "../../components/certificates/terms_page.tsx";
import { findTerms, saveTerms } from "../../db/certificates/terms.ts";
import { readTerms, TERMS_FIELDS } from "../../domain/certificates/terms.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import { answerPage } from "../representation.tsx";

const ADDRESS = "/funcionario/certificados";
const VIEW = { title: "Certificados de retención", module: "Certificados" } as const;
const year = z.string().regex(/^20\d{2}$/);
const QUERY = z.object({ anio: year.optional(), hecho: z.enum(["guardado"]).optional() });
const FIELDS = Object.fromEntries(TERMS_FIELDS.map(({ field }) => [field, typedText]));
const FORM = z.object({ anio: year, ...FIELDS });
/** This year and the four before it: older ones were certified on paper. */
const YEARS = 5;

/** `/funcionario/certificados?anio=`: what the certificates of a year say. */
export function staffTermsRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(QUERY), async (c) => {
    const { anio, hecho } = c.req.valid("query");
    const asked = Number(anio ?? todayOf(c).slice(0, 4));
    const terms = await findTerms(c.get("services").db, judgeYear(c, asked));
    const typed = Object.fromEntries(
      TERMS_FIELDS.map(({ key, field }) => [field, terms?.[key] ?? ""]),
    );
    const from = terms?.year === asked ? undefined : terms?.year ?? "nobody";
    return answerTerms(c, asked, { typed, from, isSaved: hecho === "guardado" });
  });

  routes.post("/", formInput(FORM, (c, form) => answerTyped(c, form, [])), async (c) => {
    const form = c.req.valid("form");
    const reading = readTerms(form);
    if ("errors" in reading) return answerTyped(c, form, reading.errors);
    const asked = judgeYear(c, Number(form.anio));
    const happened = { name: "withholdingTerms", detail: { withholding: form.anio } } as const;
    const { db } = c.get("services");
    await act(c, happened, (entry) => saveTerms(db, asked, reading.terms, entry));
    return c.redirect(`${ADDRESS}?anio=${asked}&hecho=guardado`, 303);
  });
  return routes;
}

function yearsOf(c: Ctx): number[] {
  const last = Number(todayOf(c).slice(0, 4));
  return Array.from({ length: YEARS }, (_, index) => last - index);
}

function judgeYear(c: Ctx, asked: number): number {
  if (!yearsOf(c).includes(asked)) throw new Problem("notFound", "Ese año no se certifica aquí.");
  return asked;
}

type Typed = Record<string, string> & { anio: string };

function answerTyped(c: Ctx, { anio, ...typed }: Typed, errors: FieldError[]) {
  return answerTerms(c, judgeYear(c, Number(anio)), { typed, errors });
}

type Shown = {
  typed: Record<string, string>;
  errors?: FieldError[];
  from?: number | "nobody" | undefined;
  isSaved?: boolean;
};

function answerTerms(c: Ctx, asked: number, { typed, errors = [], from, isSaved = false }: Shown) {
  const props = { typed, errors, from, isSaved, year: asked, years: yearsOf(c) };
  const content = <TermsPage {...props} csrfToken={csrfTokenOf(c) ?? ""} />;
  return answerPage(c, { ...VIEW, content }, errors.length > 0 ? 422 : 200);
}
