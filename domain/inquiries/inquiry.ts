import { addBusinessDays } from "../business_days.ts";
import type { CivilDate } from "../dates.ts";
import { stateAfter, THREAD_STEPS, type ThreadState } from "../thread.ts";

/** What a provider answers of an invoice that was paid more than its value. */
export const OVERPAYMENT_KINDS = ["overpaidRight", "overpaidWrong", "overpaidReturned"] as const;

/** What a provider reports of a voucher or of one of its lines. */
export const INQUIRY_KINDS = [
  "notReceived",
  "wrongAmount",
  "missingInvoice",
  "notMine",
  "applyUnapplied",
  ...OVERPAYMENT_KINDS,
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
  overpaidRight: {
    key: "de-mas-esta-bien",
    name: "Lo pagado de más está bien",
    about: "Es otro cobro, o así lo acordó con la EPS",
  },
  overpaidWrong: {
    key: "de-mas-esta-mal",
    name: "Lo pagado de más está mal",
    about: "No le llegó, o no es de esta factura",
  },
  overpaidReturned: {
    key: "de-mas-lo-devuelvo",
    name: "Cómo devuelvo lo pagado de más",
    about: "A qué facturas se cruza, o cuándo lo consigna",
  },
};

/** What can happen in an inquiry's thread: the staff may also decide on a proposal. */
export const INQUIRY_STEPS = [...THREAD_STEPS, "accepted", "returned"] as const;
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

/** The state after a step of either side; a decision on a proposal answers the inquiry. */
export function inquiryStateAfter(step: InquiryStep, state: ThreadState): ThreadState | undefined {
  return stateAfter(step === "accepted" || step === "returned" ? "answered" : step, state);
}

export function isOverpaymentKind(kind: InquiryKind): boolean {
  return OVERPAYMENT_KINDS.some((one) => one === kind);
}

export function readInquiryKind(key: string): InquiryKind | undefined {
  return INQUIRY_KINDS.find((kind) => INQUIRY_KIND_WORDS[kind].key === key);
}
