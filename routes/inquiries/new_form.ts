import { z } from "zod";
import type { TypedInquiry } from "../../components/inquiries/form_page.tsx";
import type { FieldError } from "../../domain/errors.ts";
import {
  type InquiryKind,
  isOverpaymentKind,
  readInquiryKind,
} from "../../domain/inquiries/inquiry.ts";
import { textProblem } from "../../domain/thread.ts";
import { type ProposalLine, readProposal } from "../../domain/inquiries/proposal.ts";
import type { InquirySubject } from "../../domain/inquiries/subject.ts";
import { typedText } from "../input.ts";
import { formIdOf, MESSAGE_FIELDS } from "../files/message.ts";

const text = z.string().max(300).default("");

/** What the form that opens an inquiry sends. `visto` names the warnings that were shown before. */
export const NEW_INQUIRY = z.object({
  ...MESSAGE_FIELDS,
  comprobante: text,
  linea: text,
  tipo: text,
  visto: text,
  pegado: typedText,
  factura1: text,
  valor1: text,
  factura2: text,
  valor2: text,
  factura3: text,
  valor3: text,
});
export type NewInquiryForm = z.infer<typeof NEW_INQUIRY>;

export type Reading = { kind: InquiryKind; lines: ProposalLine[] };

/** What is reported, or what is missing, each beside its field. */
export function judge(form: NewInquiryForm, { available, line }: InquirySubject): Reading | {
  errors: FieldError[];
} {
  const kind = readInquiryKind(form.tipo);
  if (!kind) return { errors: [{ field: "tipo", message: "Escoja qué pasó." }] };
  const isProposal = kind === "applyUnapplied";
  if (isProposal && (available <= 0 || line)) {
    const message = "Este comprobante no tiene saldo por aplicar, o ya lo propuso.";
    return { errors: [{ field: "tipo", message }] };
  }
  if (isOverpaymentKind(kind) && !line) {
    return { errors: [{ field: "tipo", message: "Responda desde la factura." }] };
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

function typedProposal({ pegado, ...form }: NewInquiryForm) {
  return {
    pasted: pegado,
    rows: [
      { invoice: form.factura1, amount: form.valor1 },
      { invoice: form.factura2, amount: form.valor2 },
      { invoice: form.factura3, amount: form.valor3 },
    ],
  };
}

/** The form as it was typed, to be drawn again. */
export function typedOf(form: NewInquiryForm): TypedInquiry {
  const { tipo, texto, pegado, envio, visto } = form;
  return { tipo, texto, pegado, rows: typedProposal(form).rows, envio: formIdOf(envio), visto };
}
