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
import {
  inquiryDueDate,
  type InquiryKind,
  readInquiryKind,
  textProblem,
} from "../../domain/inquiries/inquiry.ts";
import { type ProposalLine, readProposal } from "../../domain/inquiries/proposal.ts";
import { toDecimalComma } from "../../domain/money.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { audit } from "../audit.ts";
import { requirePermission } from "../guards/authorize.ts";
import { type Ctx, type Env, providerOf, sessionOf, todayOf } from "../context.ts";
import { formInput, queryInput, typedText } from "../input.ts";
import {
  chosenFiles,
  formIdOf,
  MESSAGE_FIELDS,
  readFiles,
  storeFiles,
  takeInquiryAttempt,
} from "./input.ts";
import { answerPage } from "../representation.tsx";
import { waitError } from "../guards/wait.ts";

const text = z.string().max(300).default("");
const QUERY = z.object({ comprobante: text, linea: text, tipo: text, radicado: text });
const FORM = z.object({
  ...MESSAGE_FIELDS,
  comprobante: text,
  linea: text,
  tipo: text,
  pegado: typedText,
  factura1: text,
  valor1: text,
  factura2: text,
  valor2: text,
  factura3: text,
  valor3: text,
});
type Form = z.infer<typeof FORM>;

/** Reportar: opens an inquiry about a voucher or a line of it. */
export function newInquiryRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use("/nueva", requirePermission("report"));
  routes.get("/nueva", queryInput(QUERY), async (c) => {
    const { tipo, radicado, ...query } = c.req.valid("query");
    const subject = await subjectOf(c, query);
    const pegado = radicado === "" ? "" : await linesOf(c, radicado);
    const typed = { tipo, texto: "", pegado, rows: [], envio: newSecretToken() };
    return answerForm(c, subject, typed, { errors: [], hadFiles: false });
  });

  routes.post("/nueva", formInput(FORM), async (c) => {
    const form = c.req.valid("form");
    const subject = await subjectOf(c, form);
    const sentBefore = await findOpened(c.get("services").db, providerOf(c), form.envio);
    if (sentBefore) return c.redirect(`/consultas/${sentBefore}?hecho=abierta`, 303);
    const chosen = chosenFiles(form.archivos);
    const reading = judge(form, subject);
    const files = await readFiles(chosen);
    const errors = [reading, files].flatMap((one) => "errors" in one ? one.errors : []);
    const page = { errors, hadFiles: chosen.length > 0 };
    if ("errors" in reading || "errors" in files) {
      return answerForm(c, subject, typedOf(form), page);
    }
    const waitMs = await takeInquiryAttempt(c);
    if (waitMs > 0) {
      const wait = { ...page, errors: [waitError(c, "tipo", waitMs)] };
      return answerForm(c, subject, typedOf(form), wait, 429);
    }
    const opened = await open(c, subject, form, reading, await storeFiles(c, files.files));
    return c.redirect(`/consultas/${opened}?hecho=abierta`, 303);
  });
  return routes;
}

/** A voucher of someone else and one that does not exist are the same 404. */
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

type Reading = { kind: InquiryKind; lines: ProposalLine[] };

function judge(form: Form, { available, line }: InquirySubject): Reading | {
  errors: FieldError[];
} {
  const kind = readInquiryKind(form.tipo);
  if (!kind) return { errors: [{ field: "tipo", message: "Escoja qué pasó." }] };
  const isProposal = kind === "applyUnapplied";
  if (isProposal && (available <= 0 || line)) {
    const message = "Este comprobante no tiene saldo por aplicar, o ya lo propuso.";
    return { errors: [{ field: "tipo", message }] };
  }
  const proposal = isProposal ? readProposal(typedProposal(form), available) : { lines: [] };
  const isEmptyFine = isProposal && form.texto.trim() === "";
  const problem = isEmptyFine
    ? undefined
    : textProblem(form.texto, "Escriba qué esperaba y qué encontró.");
  const errors = [
    ..."errors" in proposal ? proposal.errors : [],
    ...problem ? [{ field: "texto", message: problem }] : [],
  ];
  return "errors" in proposal || errors.length > 0 ? { errors } : { kind, lines: proposal.lines };
}

function typedProposal({ pegado, ...form }: Form) {
  return {
    pasted: pegado,
    rows: [
      { invoice: form.factura1, amount: form.valor1 },
      { invoice: form.factura2, amount: form.valor2 },
      { invoice: form.factura3, amount: form.valor3 },
    ],
  };
}

function typedOf(form: Form): TypedInquiry {
  const { tipo, texto, pegado, envio } = form;
  return { tipo, texto, pegado, rows: typedProposal(form).rows, envio: formIdOf(envio) };
}

async function open(
  c: Ctx,
  { voucher, line }: InquirySubject,
  form: Form,
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
  const opened = await openInquiry(db, providerOf(c), {
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
  });
  if (opened === undefined) throw new Problem("invalid", "Vuelva a abrir el formulario.");
  if (opened === number) {
    audit(c, { name: "inquiryOpened", result: "ok", detail: { folio: number, kind } });
  }
  return opened;
}

function answerForm(
  c: Ctx,
  subject: InquirySubject,
  typed: TypedInquiry,
  page: { errors: FieldError[]; hadFiles: boolean },
  wait?: 429,
) {
  const csrfToken = csrfTokenOf(c) ?? "";
  const content = <InquiryFormPage {...subject} typed={typed} {...page} csrfToken={csrfToken} />;
  const status = wait ?? (page.errors.length > 0 ? 422 : 200);
  return answerPage(c, { title: "Reportar", module: "Consultas", content }, status);
}
