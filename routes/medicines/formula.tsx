import { Hono } from "hono";
import { z } from "zod";
import { FormulaPage } from "../../components/medicines/formula_page.tsx";
import { requestHref } from "../../components/medicines/links.ts";
import { FILES_NAME } from "../../components/parts/files_field.tsx";
import { findPoints } from "../../db/medicines/pending.ts";
import { findRequestOfForm, requestByFormula } from "../../db/medicines/requests.ts";
import type { FieldError } from "../../domain/errors.ts";
import { offeredPoints } from "../../domain/medicines/point.ts";
import { readFormulaWish } from "../../domain/medicines/request_form.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, personOf, todayOf } from "../context.ts";
import { takeFormWithFiles } from "../files/form.ts";
import { judgeFiles, storeFiles } from "../files/store.ts";
import { requireAffiliate, requireCare } from "../guards/authorize.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { STREAMED_FORM } from "../guards/resumed.ts";
import { waitError } from "../guards/wait.ts";
import { formIdOf } from "../files/message.ts";
import { answerPage } from "../representation.tsx";
import { newRequest, takeRequestAttempt, typed, UNKNOWN_POINT } from "./input.ts";

const FORM = z.object({
  envio: typed,
  formula: typed,
  fecha: typed,
  necesita: z.string().max(100_000).default(""),
  entrega: typed,
  direccion: typed,
  telefono: typed,
  punto: typed,
});
type Form = z.output<typeof FORM>;

/** Solicitar medicamentos by a formula of one's own. */
export function formulaRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(requireCare());
  routes.get("/", (c) => answerForm(c, FORM.parse({ envio: newSecretToken() }), NOTHING_WRONG));
  return routes;
}

/** The form with its pictures. Mounted apart, because no other middleware may read its body first. */
export function formulaFormRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post("/solicitar", requireAffiliate(), requireCare(), STREAMED_FORM, async (c) => {
    const drawAgain = (c: Ctx, form: Form) => answerForm(c, form, NOTHING_WRONG);
    return await takeFormWithFiles(
      c,
      FORM,
      drawAgain,
      (form, files) => answerRequest(c, form, files),
    );
  });
  return routes;
}

type Page = { errors: FieldError[]; hadFiles: boolean };

const NOTHING_WRONG: Page = { errors: [], hadFiles: false };
const NO_PICTURE = { field: FILES_NAME, message: "Adjunte una foto o un PDF de la fórmula." };

async function answerRequest(c: Ctx, form: Form, received: ReceivedFile[]): Promise<Response> {
  const { db } = c.get("services");
  const about = newRequest(c, formIdOf(form.envio));
  const before = await findRequestOfForm(db, about);
  if (before) return c.redirect(`${requestHref(before)}?hecho=recibida`, 303);
  const reading = readFormulaWish(form, todayOf(c));
  const files = received.length === 0
    ? { errors: [NO_PICTURE] }
    : await judgeFiles(received, { picturesOnly: true });
  const errors = [reading, files].flatMap((one) => "errors" in one ? one.errors : []);
  const page = { errors, hadFiles: received.length > 0 };
  if ("errors" in reading || "errors" in files) return await answerForm(c, form, page);
  const waitMs = await takeRequestAttempt(c);
  if (waitMs > 0) {
    const waiting = { ...page, errors: [waitError(c, "formula", waitMs)] };
    return await answerForm(c, form, waiting, 429);
  }
  const asked = { ...about, wish: reading.wish, fileIds: await storeFiles(c, files.files) };
  const detail = { folio: about.folio, affiliate: about.affiliateId };
  const folio = await act(
    c,
    { name: "medicineRequested", detail },
    (entry) => requestByFormula(db, asked, entry),
  );
  if (folio) return c.redirect(`${requestHref(folio)}?hecho=recibida`, 303);
  return await answerForm(c, form, { ...page, errors: [UNKNOWN_POINT] });
}

async function answerForm(c: Ctx, form: Form, page: Page, status?: 429): Promise<Response> {
  const points = await findPoints(c.get("services").db, personOf(c).id);
  const content = (
    <FormulaPage
      points={offeredPoints(points)}
      typed={{ ...form, envio: formIdOf(form.envio) }}
      {...page}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: "Solicitar medicamentos", module: "Medicamentos", content } as const;
  return answerPage(c, view, status ?? (page.errors.length > 0 ? 422 : 200));
}
