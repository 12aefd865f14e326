import { Hono } from "hono";
import { z } from "zod";
import { StaffCasePage } from "../../components/attention/staff_page.tsx";
import { addCaseStep } from "../../db/attention/steps.ts";
import { findCase, findCaseFile } from "../../db/attention/thread.ts";
import type { NewMail } from "../../db/mail/outbox.ts";
import { caseNotice } from "../../domain/attention/notice.ts";
import type { CaseThread } from "../../domain/attention/thread.ts";
import type { AuditEventName } from "../../domain/audit/event.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { isPending, stateAfter, textProblem, type ThreadStep } from "../../domain/thread.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { act, auditFirst } from "../audit.ts";
import { type Ctx, type Env, sessionOf } from "../context.ts";
import { answerFile } from "../files/download.ts";
import { formIdOf, MESSAGE_FIELDS, NOTHING_WRONG } from "../files/message.ts";
import { takeMessage, type ThreadMessages } from "../files/thread_message.ts";
import { requireStaff } from "../guards/authorize.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { STREAMED_FORM } from "../guards/resumed.ts";
import { viewWithReason } from "../guards/view_reason.ts";
import { answerPage } from "../representation.tsx";

const ACTIONS = ["responder", "tramite", "mensaje", "cerrar"] as const;
const FORM = z.object({ ...MESSAGE_FIELDS, accion: z.enum(ACTIONS).default("responder") });
type Form = z.infer<typeof FORM>;
type Whose = Pick<CaseThread["about"], "folio" | "affiliateId">;

const STEPS: Record<Form["accion"], { step: ThreadStep; event: AuditEventName }> = {
  responder: { step: "answered", event: "caseAnswered" },
  tramite: { step: "inProgress", event: "caseMessage" },
  mensaje: { step: "message", event: "caseMessage" },
  cerrar: { step: "closed", event: "caseClosed" },
};

/** One case, for the staff: who asks, the thread, and the answer. */
export function staffCaseRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:caso", async (c) => {
    const typed = { texto: "", envio: newSecretToken() };
    return await answerThread(c, await threadOf(c), typed, NOTHING_WRONG);
  });

  routes.get("/:caso/adjuntos/:archivo", async (c) => {
    const { caso, archivo } = c.req.param();
    const file = await findCaseFile(c.get("services").db, caso, archivo);
    if (!file) throw new Problem("notFound", "No encontramos ese adjunto.");
    const about = { folio: caso, affiliateId: file.affiliateId };
    return await viewCase(c, about, "attachmentDownloaded", () => answerFile(c, file));
  });
  return routes;
}

/** What the staff writes. Mounted apart, because no other middleware may read its body first. */
export function staffCaseMessageRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post(
    "/:caso",
    requireStaff("answerAttention"),
    STREAMED_FORM,
    (c) => takeMessage(c, FORM, MESSAGES),
  );
  return routes;
}

/**
 * Shows what is in a case: who looked at it is in the log before it is shown. Of an affiliate it is
 * told why as well, so that a reason is asked for.
 */
async function viewCase(
  c: Ctx,
  { folio, affiliateId }: Whose,
  name: AuditEventName,
  show: () => Response | Promise<Response>,
): Promise<Response> {
  if (affiliateId !== null) {
    return await viewWithReason(c, { affiliateId, what: "case", folio }, show);
  }
  await auditFirst(c, { name, detail: { folio } });
  return await show();
}

/** Which case, and whose it is, so that she can be told who wrote in it. */
function caseDetail({ folio, affiliateId }: Whose) {
  return affiliateId === null ? { folio } : { folio, affiliate: affiliateId };
}

async function threadOf(c: Ctx): Promise<CaseThread> {
  const thread = await findCase(c.get("services").db, c.req.param("caso") ?? "");
  if (!thread) throw new Problem("notFound", "No encontramos esa solicitud.");
  return thread;
}

const MESSAGES: ThreadMessages<CaseThread, Form> = {
  name: "La solicitud",
  find: threadOf,
  judge,
  write,
  draw: answerThread,
  next: ({ about }) => `/funcionario/atencion/${about.folio}`,
};

const WHAT_IS_MISSING: Record<Form["accion"], string> = {
  responder: "Escriba la respuesta.",
  tramite: "",
  mensaje: "Escriba el mensaje.",
  cerrar: "Escriba por qué la cierra: la persona lo lee.",
};

function judge({ accion, texto }: Form): FieldError[] {
  if (WHAT_IS_MISSING[accion] === "" && texto.trim() === "") return [];
  const problem = textProblem(texto, WHAT_IS_MISSING[accion]);
  return problem === undefined ? [] : [{ field: "texto", message: problem }];
}

async function write(c: Ctx, { about }: CaseThread, form: Form, fileIds: string[]) {
  const { db, now } = c.get("services");
  const { folio, state: before } = about;
  const { step, event } = STEPS[form.accion];
  const isLate = step === "message" && !isPending(before);
  const messageId = formIdOf(form.envio);
  const text = form.texto.trim();
  const isSilent = step === "inProgress" && text === "";
  const added = {
    folio,
    before,
    after: isLate ? undefined : stateAfter(step, before),
    step,
    isStaff: true,
    authorId: sessionOf(c).userId,
    messageId,
    text,
    createdAt: now(),
    fileIds,
  };
  const mails = isSilent ? [] : mailsOf(c, about, messageId);
  const happened = { name: event, detail: { ...caseDetail(about), step } };
  const result = await act(c, happened, (entry) => addCaseStep(db, added, mails, entry));
  return result !== "refused";
}

/** That there is news, for whoever left an address; nothing else. */
function mailsOf(c: Ctx, about: CaseThread["about"], messageId: string): NewMail[] {
  const { folio, person, affiliateId } = about;
  if (!person?.email) return [];
  const { eps, baseUrl } = c.get("services").settings;
  const notice = caseNotice({ folio, isOfAccount: affiliateId !== null }, eps, baseUrl);
  const key = `attention:${messageId}`;
  return [{ dedupeKey: key, kind: "attention", providerId: null, to: person.email, ...notice }];
}

async function answerThread(
  c: Ctx,
  thread: CaseThread,
  typed: { texto: string; envio: string },
  page: { errors: FieldError[]; hadFiles: boolean },
) {
  const { now, settings: { eps } } = c.get("services");
  const content = (
    <StaffCasePage
      thread={thread}
      epsName={eps.name}
      nowMs={now()}
      typed={typed}
      {...page}
      csrfToken={csrfTokenOf(c)}
    />
  );
  const view = { title: `Solicitud ${thread.about.folio}`, module: "PQRS", content } as const;
  const status = page.errors.length > 0 ? 422 : 200;
  return await viewCase(c, thread.about, "caseViewed", () => answerPage(c, view, status));
}
