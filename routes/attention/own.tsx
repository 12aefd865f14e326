import { Hono } from "hono";
import { z } from "zod";
import { CasePage } from "../../components/attention/case_page.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { addCaseStep } from "../../db/attention/steps.ts";
import { findCaseFile } from "../../db/attention/thread.ts";
import { caseDueAt, MESSAGE_BY_CASE } from "../../domain/attention/case.ts";
import type { CaseThread } from "../../domain/attention/thread.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { isPending, stateAfter, textProblem } from "../../domain/thread.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import type { Ctx, Env } from "../context.ts";
import { answerFile } from "../files/download.ts";
import { takePublicFormWithFiles } from "../files/form.ts";
import { formIdOf, MESSAGE_FIELDS, NOTHING_WRONG, typedMessage } from "../files/message.ts";
import { answerMessage, type ThreadMessages } from "../files/thread_message.ts";
import { findSpentSession } from "../guards/authenticate.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { STREAMED_FORM } from "../guards/resumed.ts";
import { queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";
import { affiliateOf, findOwnCase, hasAccess } from "./access.ts";

const QUERY = z.object({ hecho: z.string().max(40).default("") });
const FORM = z.object({
  ...MESSAGE_FIELDS,
  accion: z.enum(["mensaje", "cerrar", "reabrir"]).default("mensaje"),
});
type Form = z.infer<typeof FORM>;

const STEPS = { mensaje: "message", cerrar: "closed", reabrir: "reopened" } as const;
const NOTICES = new Map([
  ["mensaje", "Enviamos su mensaje."],
  ["cerrar", "Cerró la solicitud. Puede abrirla otra vez cuando quiera."],
  ["reabrir", "Abrió la solicitud otra vez."],
]);

/** A case for whoever opened it: its thread, its files and what she writes. */
export function ownCaseRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:caso", queryInput(QUERY), async (c) => {
    const thread = await findOwnCase(c);
    if (!thread) return leadToKey(c);
    const notice = NOTICES.get(c.req.valid("query").hecho);
    const typed = { texto: "", envio: newSecretToken() };
    return await answerThread(c, thread, typed, { ...NOTHING_WRONG, notice });
  });

  routes.get("/:caso/adjuntos/:archivo", async (c) => {
    const thread = await findOwnCase(c);
    if (!thread) return leadToKey(c);
    const { folio } = thread.about;
    const file = await findCaseFile(c.get("services").db, folio, c.req.param("archivo"));
    if (!file) throw new Problem("notFound", "No encontramos ese adjunto.");
    return answerFile(c, file);
  });

  routes.post("/:caso", STREAMED_FORM, async (c) => {
    const thread = await findOwnCase(c);
    if (!thread) return await refuseMessage(c);
    return await takePublicFormWithFiles(
      c,
      FORM,
      (form, files) => answerMessage(c, messagesOf(thread), thread, form, files),
      (_, form) => answerThread(c, thread, typedMessage(form), NOTHING_WRONG),
    );
  });
  return routes;
}

/** The same for a case that does not exist and for one of somebody else. */
function leadToKey(c: Ctx): Response {
  return c.redirect("/afiliados/atencion/pqrs/estado", 303);
}

/** Whose session ended while she wrote signs in again, and finds what she typed. */
async function refuseMessage(c: Ctx): Promise<Response> {
  if (!c.get("session") && await findSpentSession(c)) throw new Problem("signedOut");
  return leadToKey(c);
}

function messagesOf(known: CaseThread): ThreadMessages<CaseThread, Form> {
  return {
    name: "La solicitud",
    find: async (c) => await findOwnCase(c) ?? known,
    judge,
    takeAttempt: async (c, { about }) => {
      const { db, now } = c.get("services");
      return await takeAttempt(db, [{ limit: MESSAGE_BY_CASE, of: about.folio }], now());
    },
    write,
    draw: answerThread,
    next: ({ about }, { accion }) => `/afiliados/atencion/pqrs/${about.folio}?hecho=${accion}`,
  };
}

/** Closing needs no text; every other act does. */
function judge({ accion, texto }: Form): FieldError[] {
  if (accion === "cerrar" && texto.trim() === "") return [];
  const problem = textProblem(texto, "Escriba el mensaje.");
  return problem === undefined ? [] : [{ field: "texto", message: problem }];
}

async function write(c: Ctx, { about }: CaseThread, form: Form, fileIds: string[]) {
  const { db, now } = c.get("services");
  const { folio, state: before } = about;
  const step = STEPS[form.accion];
  const after = stateAfter(step, before);
  const isOpenAgain = after === "open" && !isPending(before);
  const added = {
    folio,
    before,
    after,
    ...(isOpenAgain && { dueAt: caseDueAt(about, now()) }),
    step,
    isStaff: false,
    authorId: about.person && affiliateOf(c) ? c.get("session")?.userId ?? null : null,
    messageId: formIdOf(form.envio),
    text: form.texto.trim(),
    createdAt: now(),
    fileIds,
  };
  const name = step === "closed" ? "caseClosed" : "caseMessage";
  const who = about.person ? { detail: { folio, step } } : { detail: { step }, isNameless: true };
  const result = await act(c, { name, ...who }, (entry) => addCaseStep(db, added, [], entry));
  return result !== "refused";
}

async function answerThread(
  c: Ctx,
  thread: CaseThread,
  typed: { texto: string; envio: string },
  page: { errors: FieldError[]; hadFiles: boolean; notice?: string | undefined },
  wait?: 429,
) {
  const { now, settings: { eps } } = c.get("services");
  const content = (
    <CasePage
      thread={thread}
      epsName={eps.name}
      nowMs={now()}
      typed={typed}
      errors={page.errors}
      hadFiles={page.hadFiles}
      notice={page.notice}
      csrfToken={csrfTokenOf(c)}
      byKey={await hasAccess(c, thread.about.folio)}
    />
  );
  const status = wait ?? (page.errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: `Solicitud ${thread.about.folio}`, content }, status);
}
