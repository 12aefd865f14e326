import { Hono } from "hono";
import { z } from "zod";
import type { Entry } from "../../db/audit/entry.ts";
import {
  closeActa,
  discardActa,
  type Dispute,
  keepDisputes,
  keepReasons,
  type Reason,
  sendActa,
} from "../../db/reconciliation/acta_steps.ts";
import { findActas } from "../../db/reconciliation/actas.ts";
import { addBusinessDays } from "../../domain/business_days.ts";
import type { FieldError } from "../../domain/errors.ts";
import { ANSWER_DAYS, MAX_NOTE, signedText } from "../../domain/reconciliation/acta.ts";
import { disputedMeanwhileSentence } from "../../domain/reconciliation/moved_on.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { actOnce } from "../audit.ts";
import { type Ctx, type Env, providerOf, todayOf } from "../context.ts";
import { requirePermission } from "../guards/authorize.ts";
import { formInput, queryInput } from "../input.ts";
import {
  ACTA_QUERY,
  actaOf,
  actaProblem,
  answerActaList,
  answerActaPage,
  answerActaPaper,
  hasJustDone,
  LIST_QUERY,
  signatureOf,
  wholeActaOf,
} from "./acta_view.tsx";
import { prepareActa } from "./new_acta.ts";

export const ACTAS = "/conciliaciones";

/** Beside these, each line of the page sends its own fields: `motivo-12`, `desacuerdo-12`. */
const FORM = z.looseObject({
  accion: z.enum(["guardar", "enviar", "descartar", "marcar", "cerrar", "siguiente"]),
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
      const form = c.req.valid("form");
      if (form.accion === "descartar") return await discard(c);
      const found = await actaOf(c, "provider", c.req.valid("query").pagina);
      if (form.accion === "siguiente") return await takeNext(c, found, form);
      const isReview = form.accion === "marcar" || form.accion === "cerrar";
      return isReview ? await takeReview(c, found, form) : await takePreparation(c, found, form);
    },
  );
  return routes;
}

async function discard(c: Ctx): Promise<Response> {
  const { db } = c.get("services");
  const folio = c.req.param("folio") ?? "";
  const drop = (entry: Entry) => discardActa(db, ofProvider(c, folio), entry);
  const isDone = await actOnce(c, { name: "actaDiscarded", detail: { folio } }, drop) ||
    await hasJustDone(c, "actaDiscarded", folio);
  if (isDone) return c.redirect(ACTAS, 303);
  throw actaProblem("provider", (await actaOf(c, "provider", "")).acta);
}

async function takePreparation(c: Ctx, found: Found, form: Form): Promise<Response> {
  const reasons = found.lines.flatMap(({ number }) => {
    const reason = form[`motivo-${number}`];
    return typeof reason === "string" ? [{ number, reason: reason.trim() }] : [];
  });
  const isDraft = found.acta.state === "draft";
  const errors = isDraft ? reasons.flatMap(reasonErrors) : [];
  if (errors.length > 0) {
    const typed = new Map(reasons.map(({ number, reason }) => [number, { reason }]));
    return answerActaPage(c, "provider", { ...found, errors, typed });
  }
  const { folio } = found.acta;
  if (form.accion === "guardar") {
    if (isDraft && await keepReasons(c.get("services").db, ofProvider(c, folio), reasons)) {
      return doneOf(c, folio, "guardada", found.page);
    }
  } else if (isDraft && await send(c, folio, reasons)) return doneOf(c, folio, "enviada");
  const { acta, lines } = await actaOf(c, "provider", String(found.page));
  const isSame = reasons.every(({ number, reason }) => (
    lines.some((line) => line.number === number && line.reason === reason)
  ));
  const wasSent = form.accion === "enviar" && isSame && await hasJustDone(c, "actaSent", folio);
  if (wasSent) return doneOf(c, folio, "enviada");
  throw actaProblem("provider", acta);
}

async function send(c: Ctx, folio: string, reasons: Reason[]): Promise<boolean> {
  const { db } = c.get("services");
  const dueOn = addBusinessDays(todayOf(c), ANSWER_DAYS);
  const sent = { ...ofProvider(c, folio), signed: signatureOf(c), dueOn, reasons };
  return await actOnce(
    c,
    { name: "actaSent", detail: { folio } },
    (entry) => sendActa(db, sent, entry),
  );
}

function reasonErrors({ number, reason }: Reason): FieldError[] {
  const field = `motivo-${number}`;
  if (reason === "") return [{ field, message: "Diga por qué." }];
  return reason.length > MAX_NOTE ? [{ field, message: `Hasta ${MAX_NOTE} caracteres.` }] : [];
}

/** What the provider does not agree with stays open; closing signs all that both sides said. */
async function takeReview(c: Ctx, found: Found, form: Form): Promise<Response> {
  const { db } = c.get("services");
  const { acta: { folio, state }, page } = found;
  const disputes = found.lines.map(({ number }) => (
    { number, isDisputed: form[`desacuerdo-${number}`] === "si" }
  ));
  const waits = state === "answered";
  if (form.accion === "marcar") {
    if (waits && await keepDisputes(db, ofProvider(c, folio), disputes)) {
      return doneOf(c, folio, "guardada", page);
    }
  } else if (waits && await close(c, folio, disputes)) return doneOf(c, folio, "cerrada");
  const { acta, lines } = await actaOf(c, "provider", String(page));
  const isSame = disputes.every(({ number, isDisputed }) => (
    lines.some((line) => line.number === number && line.isDisputed === isDisputed)
  ));
  const wasClosed = form.accion === "cerrar" && acta.state === "closed" && isSame &&
    await hasJustDone(c, "actaClosed", folio);
  if (wasClosed) return doneOf(c, folio, "cerrada");
  const isDisputed = waits && acta.state === "answered";
  throw actaProblem("provider", acta, isDisputed ? disputedMeanwhileSentence(acta) : undefined);
}

async function close(c: Ctx, folio: string, disputes: Dispute[]): Promise<boolean> {
  const { db } = c.get("services");
  const signed = signatureOf(c);
  const { acta, lines } = await wholeActaOf(c, "provider");
  const said = new Map(disputes.map(({ number, isDisputed }) => [number, isDisputed]));
  const last = lines.map((line) => (
    { ...line, isDisputed: said.get(line.number) ?? line.isDisputed }
  ));
  const disputed = lines.filter(({ isDisputed }) => isDisputed).map(({ number }) => number);
  const hash = sha256(signedText({ ...acta, closed: signed }, last));
  const closed = { ...ofProvider(c, folio), signed, disputes, disputed, sha256: hash };
  return await actOnce(
    c,
    { name: "actaClosed", detail: { folio } },
    (entry) => closeActa(db, closed, entry),
  );
}

async function takeNext(c: Ctx, found: Found, { corte }: Form): Promise<Response> {
  if (found.acta.state !== "closed") throw actaProblem("provider", found.acta);
  const next = await prepareActa(c, { typedCutoff: corte, invoices: [], tolerance: 0 });
  if (typeof next === "string") return c.redirect(`${ACTAS}/${next}`, 303);
  return answerActaPage(c, "provider", { ...found, errors: [next] });
}

function ofProvider(c: Ctx, folio: string) {
  return { folio, providerId: providerOf(c).id };
}

function doneOf(c: Ctx, folio: string, done: string, page = 1): Response {
  const place = page > 1 ? `&pagina=${page}` : "";
  return c.redirect(`${ACTAS}/${folio}?hecho=${done}${place}`, 303);
}
