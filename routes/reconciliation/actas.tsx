import { Hono } from "hono";
import { z } from "zod";
import type { Entry } from "../../db/audit/entry.ts";
import {
  closeActa,
  discardActa,
  keepDisputes,
  keepReasons,
  sendActa,
} from "../../db/reconciliation/acta_steps.ts";
import { findActas } from "../../db/reconciliation/actas.ts";
import { addBusinessDays } from "../../domain/business_days.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { ANSWER_DAYS, MAX_NOTE, signedText } from "../../domain/reconciliation/acta.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, providerOf, todayOf } from "../context.ts";
import { requirePermission } from "../guards/authorize.ts";
import { formInput, queryInput } from "../input.ts";
import {
  ACTA_QUERY,
  actaOf,
  answerActaList,
  answerActaPage,
  answerActaPaper,
  LIST_QUERY,
  signatureOf,
  wholeActaOf,
  workOf,
} from "./acta_view.tsx";
import { prepareActa } from "./new_acta.ts";

export const ACTAS = "/conciliaciones";

/** Beside these, each line of the page sends its own fields: `motivo-12`, `desacuerdo-12`. */
const FORM = z.looseObject({
  accion: z.enum(["guardar", "enviar", "descartar", "siguiente"]),
  corte: z.string().max(20).default(""),
});
type Form = z.infer<typeof FORM>;
type Found = Awaited<ReturnType<typeof actaOf>>;

/** The actas de conciliación of a provider: prepared of a cruce, sent, reviewed, closed. */
export function actaRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(LIST_QUERY), async (c) => {
    const find = (page: number) => findActas(c.get("services").db, providerOf(c), page);
    return await answerActaList(c, "provider", c.req.valid("query").pagina, find);
  });

  routes.get("/:folio", queryInput(ACTA_QUERY), async (c) => {
    const { pagina, hecho } = c.req.valid("query");
    return answerActaPage(c, "provider", { ...await actaOf(c, "provider", pagina), done: hecho });
  });

  routes.get(
    "/:folio/acta.pdf",
    requirePermission("download"),
    (c) => answerActaPaper(c, "provider"),
  );

  routes.post(
    "/:folio",
    requirePermission("report"),
    queryInput(ACTA_QUERY),
    formInput(FORM),
    async (c) => {
      const found = await actaOf(c, "provider", c.req.valid("query").pagina);
      const form = c.req.valid("form");
      if (form.accion === "siguiente") return await takeNext(c, found, form);
      const work = workOf(c, "provider", found.acta);
      if (work === "prepare") return await takePreparation(c, found, form);
      if (work === "review" && form.accion !== "descartar") return await takeReview(c, found, form);
      throw new Problem("conflict");
    },
  );
  return routes;
}

async function takePreparation(c: Ctx, found: Found, form: Form): Promise<Response> {
  const { db, now } = c.get("services");
  const { acta: { folio }, page } = found;
  const of = { folio, providerId: providerOf(c).id };
  if (form.accion === "descartar") {
    const drop = (entry: Entry) => discardActa(db, of, entry);
    await act(c, { name: "actaDiscarded", detail: { folio } }, drop);
    return c.redirect(ACTAS, 303);
  }
  const reasons = found.lines.flatMap(({ number }) => {
    const reason = form[`motivo-${number}`];
    return typeof reason === "string" ? [{ number, reason: reason.trim() }] : [];
  });
  const errors = reasons.flatMap(reasonErrors);
  if (errors.length > 0) {
    const typed = new Map(reasons.map(({ number, reason }) => [number, { reason }]));
    return answerActaPage(c, "provider", { ...found, errors, typed });
  }
  await keepReasons(db, of, reasons);
  if (form.accion === "guardar") return doneOf(c, folio, "guardada", page);
  const dueOn = addBusinessDays(todayOf(c), ANSWER_DAYS);
  const signed = { ...signatureOf(c), at: Math.trunc(now()) };
  const send = (entry: Entry) => sendActa(db, { ...of, signed, dueOn }, entry);
  if (!await act(c, { name: "actaSent", detail: { folio } }, send)) throw new Problem("conflict");
  return doneOf(c, folio, "enviada");
}

function reasonErrors({ number, reason }: { number: number; reason: string }): FieldError[] {
  const field = `motivo-${number}`;
  if (reason === "") return [{ field, message: "Diga por qué." }];
  return reason.length > MAX_NOTE ? [{ field, message: `Hasta ${MAX_NOTE} caracteres.` }] : [];
}

/** What the provider does not agree with stays open; closing signs all that both sides said. */
async function takeReview(c: Ctx, { acta, lines, page }: Found, form: Form): Promise<Response> {
  const { db } = c.get("services");
  const { folio } = acta;
  const of = { folio, providerId: providerOf(c).id };
  const disputes = lines.map(({ number }) => (
    { number, isDisputed: form[`desacuerdo-${number}`] === "si" }
  ));
  await keepDisputes(db, of, disputes);
  if (form.accion === "guardar") return doneOf(c, folio, "guardada", page);
  const signed = signatureOf(c);
  const whole = await wholeActaOf(c, "provider");
  const text = signedText({ ...whole.acta, closed: signed }, whole.lines);
  const disputed = whole.lines.filter(({ isDisputed }) => isDisputed).map(({ number }) => number);
  const closed = { ...of, signed, disputed, sha256: sha256(text) };
  const close = (entry: Entry) => closeActa(db, closed, entry);
  if (!await act(c, { name: "actaClosed", detail: { folio } }, close)) {
    throw new Problem("conflict");
  }
  return doneOf(c, folio, "cerrada");
}

async function takeNext(c: Ctx, found: Found, { corte }: Form): Promise<Response> {
  if (found.acta.state !== "closed") throw new Problem("conflict");
  const next = await prepareActa(c, { typedCutoff: corte, invoices: [], tolerance: 0 });
  if (typeof next === "string") return c.redirect(`${ACTAS}/${next}`, 303);
  return answerActaPage(c, "provider", { ...found, errors: [next] });
}

function doneOf(c: Ctx, folio: string, done: string, page = 1): Response {
  const place = page > 1 ? `&pagina=${page}` : "";
  return c.redirect(`${ACTAS}/${folio}?hecho=${done}${place}`, 303);
}
