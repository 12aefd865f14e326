import { csrfTokenOf } from "../guards/csrf.ts";
import { Hono } from "hono";
import { z } from "zod";
import { InquiryFormPage, type TypedInquiry } from "../../components/inquiries/form_page.tsx";
import { findOpened, openInquiry } from "../../db/inquiries/opening.ts";
import { findInquirySubject } from "../../db/inquiries/subject.ts";
import type { InquirySubject } from "../../domain/inquiries/subject.ts";
import { findInquiry } from "../../db/inquiries/thread.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { folio } from "../../domain/folio.ts";
import { inquiryDueDate } from "../../domain/inquiries/inquiry.ts";
import type { ProposalLine } from "../../domain/inquiries/proposal.ts";
import { warningsOf } from "../../domain/inquiries/proposal_warnings.ts";
import { toDecimalComma } from "../../domain/money.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import { act } from "../audit.ts";
import { requirePermission, requireProvider } from "../guards/authorize.ts";
import { type Ctx, type Env, providerOf, sessionOf, todayOf } from "../context.ts";
import { takeFormWithFiles } from "../files/form.ts";
import { judgeFiles, storeFiles } from "../files/store.ts";
import { queryInput } from "../input.ts";
import { askInvoices } from "../payments/questions.ts";
import { formIdOf, NOTHING_WRONG } from "../files/message.ts";
import { takeInquiryAttempt } from "./input.ts";
import { judge, NEW_INQUIRY, type NewInquiryForm, type Reading, typedOf } from "./new_form.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";
import { STREAMED_FORM } from "../guards/resumed.ts";

const text = z.string().max(300).default("");
const QUERY = z.object({ comprobante: text, linea: text, tipo: text, radicado: text });
/** Reportar: opens an inquiry about a voucher or a line of it. */
export function newInquiryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use("/nueva", requirePermission("report"));
  routes.get("/nueva", queryInput(QUERY), async (c) => {
    const { tipo, radicado, ...query } = c.req.valid("query");
    const subject = await subjectOf(c, query);
    const pegado = radicado === "" ? "" : await linesOf(c, radicado);
    const typed = { tipo, texto: "", pegado, rows: [], envio: newSecretToken(), visto: "" };
    return answerForm(c, subject, typed, NOTHING_WRONG);
  });

  return routes;
}

/** The form that opens it. Mounted apart, because no other middleware may read its body first. */
export function newInquiryMessageRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.post(
    "/nueva",
    requireProvider(),
    requirePermission("report"),
    STREAMED_FORM,
    async (c) => {
      return await takeFormWithFiles(
        c,
        NEW_INQUIRY,
        drawAgain,
        (form, files) => answerMessage(c, form, files),
      );
    },
  );
  return routes;
}

async function drawAgain(c: Ctx, form: NewInquiryForm): Promise<Response> {
  return answerForm(c, await subjectOf(c, form), typedOf(form), NOTHING_WRONG);
}

async function answerMessage(
  c: Ctx,
  form: NewInquiryForm,
  received: ReceivedFile[],
): Promise<Response> {
  const subject = await subjectOf(c, form);
  const sentBefore = await findOpened(c.get("services").db, providerOf(c), form.envio);
  if (sentBefore) return c.redirect(`/consultas/${sentBefore}?hecho=abierta`, 303);
  const reading = judge(form, subject);
  const files = await judgeFiles(received);
  const errors = [reading, files].flatMap((one) => "errors" in one ? one.errors : []);
  const page = { errors, hadFiles: received.length > 0 };
  if ("errors" in reading || "errors" in files) return answerForm(c, subject, typedOf(form), page);
  const warnings = await findWarnings(c, reading.lines);
  const visto = sha256(warnings.join("\n"));
  if (warnings.length > 0 && form.visto !== visto) {
    return answerForm(c, subject, { ...typedOf(form), visto }, { ...page, warnings });
  }
  const waitMs = await takeInquiryAttempt(c);
  if (waitMs > 0) {
    const wait = { ...page, errors: [waitError(c, "tipo", waitMs)] };
    return answerForm(c, subject, typedOf(form), wait, 429);
  }
  const opened = await open(c, subject, form, reading, await storeFiles(c, files.files));
  return c.redirect(`/consultas/${opened}?hecho=abierta`, 303);
}

/** What is odd about proposed invoices; the provider may propose them all the same. */
async function findWarnings(c: Ctx, lines: ProposalLine[]): Promise<string[]> {
  if (lines.length === 0) return [];
  const found = await askInvoices(c, lines.map(({ invoiceNumber }) => invoiceNumber));
  return warningsOf(lines, (number) => found.get(number) ?? []);
}

/** Another provider's voucher and one that does not exist give the same 404. */
async function subjectOf(
  c: Ctx,
  { comprobante, linea }: { comprobante: string; linea: string },
): Promise<InquirySubject> {
  const line = linea === "" ? undefined : /^[1-9]\d{0,8}$/.test(linea) ? Number(linea) : 0;
  const { db } = c.get("services");
  const subject = line === 0
    ? undefined
    : await findInquirySubject(db, providerOf(c), comprobante, line);
  if (subject) return subject;
  throw new Problem("notFound", "No encontramos ese comprobante, o esa factura, entre sus pagos.");
}

/** The lines of an earlier proposal, as if they were pasted. */
async function linesOf(c: Ctx, radicado: string): Promise<string> {
  const thread = await findInquiry(c.get("services").db, providerOf(c), radicado);
  const lines = thread?.proposal?.lines ?? [];
  return lines.map(({ invoiceNumber, amount }) => `${invoiceNumber}\t${toDecimalComma(amount)}`)
    .join("\n");
}

async function open(
  c: Ctx,
  { voucher, line }: InquirySubject,
  form: NewInquiryForm,
  { kind, lines }: Reading,
  fileIds: string[],
): Promise<string> {
  const { db, now } = c.get("services");
  const today = todayOf(c);
  const number = folio("CO", today.slice(0, 4), crypto.getRandomValues(new Uint8Array(8)));
  const { documentNumber, paidOn, unappliedAmount, unappliedAdvanceAmount } = voucher;
  const money = {
    unappliedAmount: unappliedAmount ?? 0,
    unappliedAdvanceAmount: unappliedAdvanceAmount ?? 0,
  };
  const inquiry = {
    folio: number,
    kind,
    documentNumber,
    paidOn,
    invoiceNumber: line?.invoiceNumber ?? null,
    createdAt: now(),
    dueOn: inquiryDueDate(kind, today),
    authorId: sessionOf(c).userId,
    messageId: formIdOf(form.envio),
    text: form.texto.trim(),
    fileIds,
    ...(lines.length > 0 && { proposal: { ...money, lines } }),
  };
  const happened = { name: "inquiryOpened", detail: { folio: number, kind } } as const;
  const opened = await act(c, happened, (entry) => openInquiry(db, providerOf(c), inquiry, entry));
  if (opened === undefined) throw new Problem("invalid", "Vuelva a abrir el formulario.");
  return opened;
}

function answerForm(
  c: Ctx,
  subject: InquirySubject,
  typed: TypedInquiry,
  page: { errors: FieldError[]; hadFiles: boolean; warnings?: string[] },
  wait?: 429,
) {
  const { errors, warnings = [] } = page;
  const csrfToken = csrfTokenOf(c) ?? "";
  const shown = { ...subject, ...page, warnings, typed, csrfToken };
  const content = <InquiryFormPage {...shown} />;
  const status = wait ?? (errors.length + warnings.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Reportar", module: "Consultas", content }, status);
}
