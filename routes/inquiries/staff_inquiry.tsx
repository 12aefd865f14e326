import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { StaffInquiryPage } from "../../components/inquiries/staff_page.tsx";
import { findInquiryFileForStaff } from "../../db/inquiries/files.ts";
import { noticesOfInquiry } from "../../db/inquiries/notices.ts";
import { addStaffStep } from "../../db/inquiries/steps.ts";
import { findInquiryForStaff } from "../../db/inquiries/thread.ts";
import type { AuditEventName } from "../../domain/audit/event.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { inquiryStateAfter, type InquiryStep } from "../../domain/inquiries/inquiry.ts";
import { isPending, textProblem } from "../../domain/thread.ts";
import { type InquiryThread, unappliedOf } from "../../domain/inquiries/thread.ts";
import { formatMoney } from "../../domain/money.ts";
import type { InquiryNews } from "../../domain/notices/notice.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import { requireStaff } from "../guards/authorize.ts";
import { type Ctx, type Env, sessionOf, todayOf } from "../context.ts";
import { formIdOf, MESSAGE_FIELDS, NOTHING_WRONG } from "../files/message.ts";
import { takeMessage, type ThreadMessages } from "../files/thread_message.ts";
import { answerActa } from "./acta.tsx";
import { answerInquiryFile } from "./download.ts";
import { answerPage } from "../representation.tsx";
import { STREAMED_FORM } from "../guards/resumed.ts";

const ACTIONS = ["responder", "tramite", "mensaje", "aceptar", "devolver"] as const;
const FORM = z.object({ ...MESSAGE_FIELDS, accion: z.enum(ACTIONS).default("responder") });
type Form = z.infer<typeof FORM>;
type Action = { step: InquiryStep; event: AuditEventName; news: InquiryNews };

const STEPS: Record<typeof ACTIONS[number], Action> = {
  responder: { step: "answered", event: "inquiryAnswered", news: "answered" },
  tramite: { step: "inProgress", event: "inquiryMessage", news: "message" },
  mensaje: { step: "message", event: "inquiryMessage", news: "message" },
  aceptar: { step: "accepted", event: "proposalAccepted", news: "accepted" },
  devolver: { step: "returned", event: "proposalReturned", news: "returned" },
};

/** One inquiry, for the staff: what is on file, the thread, and the answer. */
export function staffInquiryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:radicado", async (c) => {
    const typed = { texto: "", envio: newSecretToken() };
    return answerThread(c, await threadOf(c), typed, NOTHING_WRONG);
  });

  routes.get("/:radicado/acta", async (c) => answerActa(c, await threadOf(c), "staff"));

  routes.get("/:radicado/adjuntos/:adjunto", async (c) => {
    const { radicado, adjunto } = c.req.param();
    const file = await findInquiryFileForStaff(c.get("services").db, radicado, adjunto);
    return await answerInquiryFile(c, radicado, file);
  });
  return routes;
}

/** What the staff writes. Mounted apart, because no other middleware may read its body first. */
export function staffInquiryMessageRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post(
    "/:radicado",
    requireStaff("answerInquiries"),
    STREAMED_FORM,
    (c) => takeMessage(c, FORM, MESSAGES),
  );
  return routes;
}

const MESSAGES: ThreadMessages<InquiryThread, Form> = {
  name: "La consulta",
  find: threadOf,
  judge,
  write,
  draw: answerThread,
  next: ({ inquiry }) => `/funcionario/consultas/${inquiry.folio}`,
};

async function threadOf(c: Ctx): Promise<InquiryThread> {
  const { db } = c.get("services");
  const thread = await findInquiryForStaff(db, c.req.param("radicado") ?? "");
  if (!thread) throw new Problem("notFound", "No encontramos esa consulta.");
  return thread;
}

const WHAT_IS_MISSING: Record<Form["accion"], string> = {
  responder: "Escriba la respuesta.",
  tramite: "",
  mensaje: "Escriba el mensaje.",
  aceptar: "",
  devolver: "Escriba por qué devuelve la propuesta.",
};

function judge({ accion, texto }: Form, { proposal, voucher }: InquiryThread) {
  const errors: FieldError[] = [];
  const isEmptyFine = WHAT_IS_MISSING[accion] === "" && texto.trim() === "";
  const problem = isEmptyFine ? undefined : textProblem(texto, WHAT_IS_MISSING[accion]);
  if (problem) errors.push({ field: "texto", message: problem });
  const unapplied = voucher ? unappliedOf(voucher) : 0;
  if (accion === "aceptar" && proposal && proposal.total > unapplied) {
    const message =
      `El comprobante tiene hoy ${formatMoney(unapplied)} por aplicar, menos que la ` +
      "propuesta: devuélvala con el motivo.";
    errors.push({ field: "texto", message });
  }
  return errors;
}

async function write(c: Ctx, { inquiry }: InquiryThread, form: Form, fileIds: string[]) {
  const { db, now } = c.get("services");
  const { folio, state: before, provider } = inquiry;
  const { step, event, news } = STEPS[form.accion];
  const isLate = step === "message" && !isPending(before);
  const after = isLate ? undefined : inquiryStateAfter(step, before);
  const messageId = formIdOf(form.envio);
  const text = form.texto.trim();
  const isSilent = step === "inProgress" && text === "";
  const told = { providerId: provider.id, folio, messageId, news };
  const mails = isSilent ? [] : await noticesOfInquiry(db, told, noticeSettings(c));
  const authorId = sessionOf(c).userId;
  const said = { folio, before, after, step, authorId, messageId, text, fileIds };
  const added = { ...said, createdAt: now() };
  const result = await act(
    c,
    { name: event, providerId: provider.id, detail: { folio, step } },
    (entry) => addStaffStep(db, added, mails, entry),
  );
  return result !== "refused";
}

function noticeSettings(c: Ctx) {
  const { baseUrl, sessionSecrets, eps } = c.get("services").settings;
  return { baseUrl, secrets: sessionSecrets, eps };
}

function answerThread(
  c: Ctx,
  thread: InquiryThread,
  typed: { texto: string; envio: string },
  page: { errors: FieldError[]; hadFiles: boolean },
) {
  const content = (
    <StaffInquiryPage
      thread={thread}
      epsName={c.get("services").settings.eps.name}
      today={todayOf(c)}
      typed={typed}
      {...page}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const view = { title: `Consulta ${thread.inquiry.folio}`, module: "Consultas", content } as const;
  return answerPage(c, view, page.errors.length > 0 ? 422 : 200);
}
