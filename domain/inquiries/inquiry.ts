import { lengthProblem } from "../text_length.ts";
import { addBusinessDays } from "../business_days.ts";
import type { CivilDate } from "../dates.ts";

/** What a provider reports of a voucher or of one of its lines. */
export const INQUIRY_KINDS = [
  "notReceived",
  "wrongAmount",
  "missingInvoice",
  "notMine",
  "applyUnapplied",
] as const;
export type InquiryKind = typeof INQUIRY_KINDS[number];

/** `key` is the name of a kind in the address and in the form. */
export const INQUIRY_KIND_WORDS: Record<
  InquiryKind,
  { key: string; name: string; about: string }
> = {
  notReceived: {
    key: "no-llego",
    name: "No me llegó",
    about: "El pago no está en la cuenta",
  },
  wrongAmount: {
    key: "valor-distinto",
    name: "Valor distinto",
    about: "Se pagó o se descontó otro valor",
  },
  missingInvoice: {
    key: "falta-factura",
    name: "Falta una factura",
    about: "Se pagó y no está en el detalle",
  },
  notMine: {
    key: "no-es-mia",
    name: "Esta factura no es mía",
    about: "Está en el detalle y no es de su IPS",
  },
  applyUnapplied: {
    key: "aplicar-saldo",
    name: "Aplicar saldo pendiente a estas facturas",
    about: "Proponga a qué facturas se aplica lo pendiente",
  },
};

export const INQUIRY_STATES = ["open", "inProgress", "answered", "closed"] as const;
export type InquiryState = typeof INQUIRY_STATES[number];

/** How many inquiries are in each state. */
export type InquiryCounts = Record<InquiryState, number>;

/** `key` is the name of a state in the address. */
export const INQUIRY_STATE_WORDS: Record<
  InquiryState,
  { key: string; name: string; plural: string }
> = {
  open: { key: "abierta", name: "Abierta", plural: "Abiertas" },
  inProgress: { key: "en-tramite", name: "En trámite", plural: "En trámite" },
  answered: { key: "respondida", name: "Respondida", plural: "Respondidas" },
  closed: { key: "cerrada", name: "Cerrada", plural: "Cerradas" },
};

/** What can happen in an inquiry's thread: each step is one entry, with or without a text. */
export const INQUIRY_STEPS = [
  "opened",
  "message",
  "reopened",
  "closed",
  "inProgress",
  "answered",
  "accepted",
  "returned",
] as const;
export type InquiryStep = typeof INQUIRY_STEPS[number];

export type ProposalState = "proposed" | "accepted" | "returned";

/** Business days within which an inquiry must be answered; a proposal to apply money has more. */
const ANSWER_BUSINESS_DAYS = 10;
const PROPOSAL_BUSINESS_DAYS = 15;

/** The day by which an inquiry of today must be answered. */
export function inquiryDueDate(kind: InquiryKind, today: CivilDate): CivilDate {
  const isToApply = kind === "applyUnapplied";
  return addBusinessDays(today, isToApply ? PROPOSAL_BUSINESS_DAYS : ANSWER_BUSINESS_DAYS);
}

/** Whether the staff still owes an answer. */
export function isPending(state: InquiryState): boolean {
  return state === "open" || state === "inProgress";
}

/**
 * The state after a step of either side; undefined where the step is not possible then. What a
 * provider writes after an answer opens the inquiry again, so that the staff sees it.
 */
export function stateAfter(step: InquiryStep, state: InquiryState): InquiryState | undefined {
  if (step === "reopened") return isPending(state) ? undefined : "open";
  if (state === "closed") return undefined;
  if (step === "closed") return "closed";
  if (step === "message") return state === "answered" ? "open" : state;
  if (step === "inProgress") return state === "open" ? "inProgress" : undefined;
  return "answered";
}

export function readInquiryKind(key: string): InquiryKind | undefined {
  return INQUIRY_KINDS.find((kind) => INQUIRY_KIND_WORDS[kind].key === key);
}

export function readInquiryState(key: string): InquiryState | undefined {
  return INQUIRY_STATES.find((state) => INQUIRY_STATE_WORDS[state].key === key);
}

export const MAX_INQUIRY_TEXT = 4000;

/** What is wrong with a text of a thread; undefined where nothing is. */
export function textProblem(text: string, whenEmpty: string): string | undefined {
  return text.trim() === "" ? whenEmpty : lengthProblem(text, MAX_INQUIRY_TEXT);
}
