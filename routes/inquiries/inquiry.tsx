import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { InquiryPage } from "../../components/inquiries/inquiry_page.tsx";
import { findInquiryFile } from "../../db/inquiries/files.ts";
import { addProviderStep } from "../../db/inquiries/steps.ts";
import { findInquiry } from "../../db/inquiries/thread.ts";
import { formatDate } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { inquiryDueDate, inquiryStateAfter } from "../../domain/inquiries/inquiry.ts";
import { isPending, textProblem } from "../../domain/thread.ts";
import type { InquiryThread } from "../../domain/inquiries/thread.ts";
import { may } from "../../domain/accounts/role.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { act } from "../audit.ts";
import { requirePermission, requireProvider } from "../guards/authorize.ts";
import { type Ctx, type Env, providerOf, sessionOf, todayOf } from "../context.ts";
import { formIdOf, MESSAGE_FIELDS, NOTHING_WRONG } from "../files/message.ts";
import { takeMessage, type ThreadMessages } from "../files/thread_message.ts";
import { queryInput } from "../input.ts";
import { answerActa } from "./acta.tsx";
import { answerInquiryFile } from "./download.ts";
import { takeInquiryAttempt } from "./input.ts";
import { answerPage } from "../representation.tsx";
import { STREAMED_FORM } from "../guards/resumed.ts";

const QUERY = z.object({ hecho: z.string().max(40).optional() });
const FORM = z.object({
  ...MESSAGE_FIELDS,
  accion: z.enum(["mensaje", "cerrar", "reabrir"]).default("mensaje"),
});
type Form = z.infer<typeof FORM>;

const STEPS = { mensaje: "message", cerrar: "closed", reabrir: "reopened" } as const;

/** One inquiry: its thread, what is attached, and the acta of what was agreed. */
export function inquiryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/:radicado", queryInput(QUERY), async (c) => {
    const thread = await threadOf(c);
    const typed = { texto: "", envio: newSecretToken() };
    const notice = noticeOf(c.req.valid("query").hecho, thread);
    return answerThread(c, thread, typed, { ...NOTHING_WRONG, notice });
  });

  routes.get("/:radicado/acta", async (c) => answerActa(c, await threadOf(c), "provider"));

  routes.get("/:radicado/adjuntos/:adjunto", requirePermission("download"), async (c) => {
    const { radicado, adjunto } = c.req.param();
    const { db } = c.get("services");
    const file = await findInquiryFile(db, providerOf(c), radicado, adjunto);
    return await answerInquiryFile(c, radicado, file);
  });
  return routes;
}

/** What a provider writes. Mounted apart, because no other middleware may read its body first. */
export function inquiryMessageRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post(
    "/:radicado",
    requireProvider(),
    requirePermission("report"),
    STREAMED_FORM,
    (c) => takeMessage(c, FORM, MESSAGES),
  );
  return routes;
}

const MESSAGES: ThreadMessages<InquiryThread, Form> = {
  name: "La consulta",
  find: threadOf,
  judge,
  takeAttempt: takeInquiryAttempt,
  write,
  draw: answerThread,
  next: ({ inquiry }, { accion }) => `/consultas/${inquiry.folio}?hecho=${accion}`,
};

/** Another provider's inquiry and one that does not exist give the same 404. */
async function threadOf(c: Ctx): Promise<InquiryThread> {
  const { db } = c.get("services");
  const thread = await findInquiry(db, providerOf(c), c.req.param("radicado") ?? "");
  if (!thread) throw new Problem("notFound", "No encontramos esa consulta entre las de su IPS.");
  return thread;
}

/** Closing needs no text; every other act does. */
function judge({ accion, texto }: Form): FieldError[] {
  if (accion === "cerrar" && texto.trim() === "") return [];
  const problem = textProblem(texto, "Escriba el mensaje.");
  return problem === undefined ? [] : [{ field: "texto", message: problem }];
}

async function write(c: Ctx, thread: InquiryThread, form: Form, fileIds: string[]) {
  const { db, now } = c.get("services");
  const { folio, kind, state: before } = thread.inquiry;
  const step = STEPS[form.accion];
  const after = inquiryStateAfter(step, before);
  const isOpenAgain = after === "open" && !isPending(before);
  const added = {
    folio,
    before,
    after,
    ...(isOpenAgain && { dueOn: inquiryDueDate(kind, todayOf(c)) }),
    step,
    authorId: sessionOf(c).userId,
    messageId: formIdOf(form.envio),
    text: form.texto.trim(),
    createdAt: now(),
    fileIds,
  };
  const name = step === "closed" ? "inquiryClosed" : "inquiryMessage";
  const result = await act(
    c,
    { name, detail: { folio, step } },
    (entry) => addProviderStep(db, providerOf(c), added, entry),
  );
  return result !== "refused";
}

const NOTICES = new Map([
  ["mensaje", "Enviamos su mensaje."],
  ["cerrar", "Cerró la consulta. Puede reabrirla cuando quiera."],
  ["reabrir", "Reabrió la consulta."],
]);

function noticeOf(done: string | undefined, { inquiry }: InquiryThread): string | undefined {
  if (done !== "abierta") return NOTICES.get(done ?? "");
  return `Recibimos su consulta. Su radicado es ${inquiry.folio}, y respondemos a más tardar el ` +
    `${formatDate(inquiry.dueOn)}.`;
}

function answerThread(
  c: Ctx,
  thread: InquiryThread,
  typed: { texto: string; envio: string },
  page: { errors: FieldError[]; hadFiles: boolean; notice?: string | undefined },
  wait?: 429,
) {
  const role = c.get("role");
  const content = (
    <InquiryPage
      thread={thread}
      epsName={c.get("services").settings.eps.name}
      today={todayOf(c)}
      typed={typed}
      errors={page.errors}
      hadFiles={page.hadFiles}
      notice={page.notice}
      canReport={role !== undefined && may(role, "report")}
      canDownload={role !== undefined && may(role, "download")}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  const title = `Consulta ${thread.inquiry.folio}`;
  const status = wait ?? (page.errors.length > 0 ? 422 : 200);
  return answerPage(c, { title, module: "Consultas", content }, status);
}
