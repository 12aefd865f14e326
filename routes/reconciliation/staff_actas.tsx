import { Hono } from "hono";
import { z } from "zod";
import { answerActa, keepAnswers } from "../../db/reconciliation/acta_steps.ts";
import { findActaQueue } from "../../db/reconciliation/actas.ts";
import {
  type ActaLine,
  type Answer,
  readAnswers,
  type TypedAnswer,
} from "../../domain/reconciliation/acta.ts";
import { actOnce } from "../audit.ts";
import { type Ctx, type Env, todayOf } from "../context.ts";
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
  const waits = found.acta.state === "sent";
  if (waits && errors.length > 0) {
    return answerActaPage(c, "staff", { ...found, errors, typed: shown(typed) });
  }
  if (form.accion === "guardar") {
    const place = page > 1 ? `&pagina=${page}` : "";
    if (waits && await keepAnswers(db, folio, answers)) {
      return c.redirect(`${ACTAS}/${folio}?hecho=guardada${place}`, 303);
    }
  } else if (waits && await giveBack(c, folio, answers)) return answered(c, folio);
  const kept = await actaOf(c, "staff", String(page));
  if (kept.acta.state === "sent") {
    const message = "Faltan respuestas: cada diferencia necesita una.";
    const field = `posicion-${kept.lines.find(({ position }) => position === null)?.number ?? ""}`;
    return answerActaPage(c, "staff", { ...kept, errors: [{ field, message }] });
  }
  const wasAnswered = form.accion === "enviar" && answers.every(isAmong(kept.lines)) &&
    await hasJustDone(c, "actaAnswered", folio);
  if (wasAnswered) return answered(c, folio);
  throw actaProblem("staff", kept.acta);
}

async function giveBack(c: Ctx, folio: string, answers: Answer[]): Promise<boolean> {
  const { db } = c.get("services");
  const answer = { folio, signed: signatureOf(c), answers };
  return await actOnce(
    c,
    { name: "actaAnswered", detail: { folio } },
    (entry) => answerActa(db, answer, entry),
  );
}

function isAmong(lines: ActaLine[]) {
  return ({ number, position, note, promisedOn }: Answer) =>
    lines.some((line) =>
      line.number === number && line.position === position && line.note === note &&
      line.promisedOn === promisedOn
    );
}

function answered(c: Ctx, folio: string): Response {
  return c.redirect(`${ACTAS}/${folio}?hecho=respondida`, 303);
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
