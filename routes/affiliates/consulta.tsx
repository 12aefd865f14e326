import { Hono } from "hono";
import { z } from "zod";
import { AffiliationPage, ConsultaPage } from "../../components/affiliates/consulta_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { findAffiliation } from "../../db/affiliates/consulta.ts";
import {
  type Consulta,
  CONSULTA_BY_DOCUMENT,
  CONSULTA_BY_SOURCE,
  readConsulta,
  type TypedConsulta,
} from "../../domain/affiliates/consulta.ts";
import { documentCode } from "../../domain/affiliates/document.ts";
import type { FieldError } from "../../domain/errors.ts";
import { auditFirst } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { waitError } from "../guards/wait.ts";
import { formInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const TITLE = "Consulta de afiliación";
const typed = z.string().max(100).default("");
const FORM = z.object({ tipoDocumento: typed, documento: typed, nacimiento: typed });

/**
 * For anybody who knows document and birth date. Whatever does not match all three gets one answer
 * after the same work, and whose data was seen is in the log before it is shown.
 */
export function consultaRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (c) => answerForm(c, { tipoDocumento: "CC", documento: "", nacimiento: "" }, []));

  routes.post("/", formInput(FORM), async (c) => {
    const { db, settings: { eps } } = c.get("services");
    const form = c.req.valid("form");
    const reading = readConsulta(form, todayOf(c));
    if ("errors" in reading) return answerForm(c, form, reading.errors);
    const waitMs = await takeConsulta(c, reading.consulta);
    if (waitMs > 0) return answerForm(c, form, [waitError(c, "documento", waitMs)], 429);
    const person = await findAffiliation(db, reading.consulta);
    const affiliate = person?.id ?? "nobody";
    await auditFirst(c, { name: "affiliationAsked", detail: { affiliate } });
    if (person) {
      return answerPage(c, {
        title: TITLE,
        content: <AffiliationPage person={person} eps={eps} />,
      });
    }
    const message =
      `No encontramos a nadie con esos datos. Revise el documento y la fecha de nacimiento, o ` +
      `llame a la línea ${eps.phone}.`;
    return answerForm(c, form, [{ field: "documento", message }]);
  });
  return routes;
}

async function takeConsulta(c: Ctx, consulta: Consulta): Promise<number> {
  const { db, now } = c.get("services");
  const attempts = [
    { limit: CONSULTA_BY_SOURCE, of: c.get("clientPlace") },
    { limit: CONSULTA_BY_DOCUMENT, of: documentCode(consulta) },
  ];
  return await takeAttempt(db, attempts, now());
}

function answerForm(c: Ctx, form: TypedConsulta, errors: FieldError[], status?: 429) {
  const content = <ConsultaPage typed={form} errors={errors} />;
  return answerPage(c, { title: TITLE, content }, status ?? (errors.length > 0 ? 422 : 200));
}
