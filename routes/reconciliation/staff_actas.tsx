import { Hono } from "hono";
import { z } from "zod";
import type { Entry } from "../../db/audit/entry.ts";
import { answerActa, keepAnswers } from "../../db/reconciliation/acta_steps.ts";
import { findActaQueue } from "../../db/reconciliation/actas.ts";
import { Problem } from "../../domain/errors.ts";
import { readAnswers, type TypedAnswer } from "../../domain/reconciliation/acta.ts";
import { act } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
import { formInput, queryInput } from "../input.ts";
import {
  ACTA_QUERY,
  actaOf,
  answerActaList,
  answerActaPage,
  answerActaPaper,
  LIST_QUERY,
  signatureOf,
  workOf,
} from "./acta_view.tsx";

const ACTAS = "/funcionario/conciliaciones";
/** Beside this, each line of the page sends its own fields: `posicion-12`, `nota-12`, `fecha-12`. */
const FORM = z.looseObject({ accion: z.enum(["guardar", "enviar"]) });

/** What providers sent to be answered line by line: what is due first on top. */
export function staffActaRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(LIST_QUERY), async (c) => {
    const find = (page: number) => findActaQueue(c.get("services").db, page);
    return await answerActaList(c, "staff", c.req.valid("query").pagina, find);
  });

  routes.get("/:folio", queryInput(ACTA_QUERY), async (c) => {
    const { pagina, hecho } = c.req.valid("query");
    return answerActaPage(c, "staff", { ...await actaOf(c, "staff", pagina), done: hecho });
  });

  routes.get("/:folio/acta.pdf", (c) => answerActaPaper(c, "staff"));

  routes.post("/:folio", queryInput(ACTA_QUERY), formInput(FORM), async (c) => {
    const found = await actaOf(c, "staff", c.req.valid("query").pagina);
    if (workOf(c, "staff", found.acta) !== "answer") throw new Problem("conflict");
    return await takeAnswers(c, found, c.req.valid("form"));
  });
  return routes;
}

async function takeAnswers(
  c: Ctx,
  found: Awaited<ReturnType<typeof actaOf>>,
  form: z.infer<typeof FORM>,
): Promise<Response> {
  const { db } = c.get("services");
  const { acta: { folio }, lines, page } = found;
  const typed = lines.map(({ number }): TypedAnswer => ({
    number,
    position: textOf(form[`posicion-${number}`]),
    note: textOf(form[`nota-${number}`]),
    promisedOn: textOf(form[`fecha-${number}`]),
  }));
  const { answers, errors } = readAnswers(typed, todayOf(c));
  if (errors.length > 0) {
    return answerActaPage(c, "staff", { ...found, errors, typed: shown(typed) });
  }
  await keepAnswers(db, folio, answers);
  const place = page > 1 ? `&pagina=${page}` : "";
  if (form.accion === "guardar") return c.redirect(`${ACTAS}/${folio}?hecho=guardada${place}`, 303);
  const signed = signatureOf(c);
  const answer = (entry: Entry) => answerActa(db, { folio, signed }, entry);
  if (await act(c, { name: "actaAnswered", detail: { folio } }, answer)) {
    return c.redirect(`${ACTAS}/${folio}?hecho=respondida`, 303);
  }
  const message = "Faltan respuestas: cada diferencia necesita una.";
  const kept = await actaOf(c, "staff", String(page));
  const field = `posicion-${kept.lines.find(({ position }) => position === null)?.number ?? ""}`;
  return answerActaPage(c, "staff", { ...kept, errors: [{ field, message }] });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 1000) : "";
}

function shown(typed: TypedAnswer[]) {
  return new Map(
    typed.map((
      { number, position, note, promisedOn },
    ) => [number, { position, note, day: promisedOn }]),
  );
}
