import { type AttemptLimit, WAITS } from "../accounts/attempt_limit.ts";
import type { CivilDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { readTypedDate } from "../dates.ts";
import { type Cents, sumCents } from "../money.ts";
import type { Provider } from "../providers/provider.ts";
import { type Group, type JudgedInvoice, restOf } from "./groups.ts";
import type { GroupSum } from "./sums.ts";

/*
 * The acta de conciliación between a provider and the EPS (Circular Externa of Supersalud, 2025): a
 * cut-off date, both sides' totals by state, each difference with its reason, what the EPS commits
 * itself to, and what of it the provider does not agree with. What stays open begins the next one.
 */

export const ACTA_STATES = ["draft", "sent", "answered", "closed"] as const;
export type ActaState = typeof ACTA_STATES[number];

export const ACTA_STATE_WORDS: Record<ActaState, string> = {
  draft: "En preparación",
  sent: "La responde la EPS",
  answered: "La revisa la IPS",
  closed: "Cerrada",
};

/** What the EPS says of a difference. */
export const POSITIONS = ["pays", "paid", "rejects", "reviews"] as const;
export type Position = typeof POSITIONS[number];

export const POSITION_WORDS: Record<Position, string> = {
  pays: "Se pagará",
  paid: "Ya está pagada",
  rejects: "No se debe",
  reviews: "En revisión",
};
/** A commitment has a day; whoever refuses or says that it is paid says why, or with what. */
const NEEDS_DAY: Position[] = ["pays", "reviews"];

/** More differences than two people can go through line by line. */
export const MAX_ACTA_LINES = 2000;
export const MAX_NOTE = 300;
/** Actas that one provider may begin, with thousands of lines each. */
export const ACTA_BY_PROVIDER: AttemptLimit = {
  name: "acta by provider",
  free: 30,
  ...WAITS,
};

/** The EPS has this many business days to answer an acta. */
export const ANSWER_DAYS = 10;

/** A difference between the two sides, in the order of the list; amounts in centavos. */
export type ActaLine = {
  number: number;
  invoiceNumber: string;
  /** What the provider says; null where its list has no value. */
  listedAmount: Cents | null;
  /** What the EPS paid up to the cut-off. */
  paidAmount: Cents;
  difference: Cents;
  group: Group;
  reason: string;
  position: Position | null;
  note: string;
  promisedOn: CivilDate | null;
  isDisputed: boolean;
};

export type Signature = { name: string; at: number };

export type Acta = {
  folio: string;
  provider: Provider;
  cutoffOn: CivilDate;
  state: ActaState;
  totals: GroupSum[];
  lineCount: number;
  difference: Cents;
  createdAt: number;
  /** The day on which the EPS must have answered; null until it was sent. */
  dueOn: CivilDate | null;
  sent: Signature | null;
  answered: Signature | null;
  closed: Signature | null;
  /** SHA-256 of what both sides agreed on; null until it is closed. */
  sha256: string | null;
  /** The acta whose open lines this one began with. */
  continues: string | null;
};

/** An acta as lists show it. */
export type ListedActa = Omit<Acta, "totals" | "sent" | "answered" | "closed" | "sha256">;

export type NewLine = Pick<
  ActaLine,
  "invoiceNumber" | "listedAmount" | "paidAmount" | "difference" | "group" | "reason"
>;

const REASONS: Partial<Record<Group, string>> = {
  notFound: "No hay ningún pago de esta factura.",
  partial: "Falta una parte del pago.",
  different: "El valor no es el mismo en los dos lados.",
  garnished: "Un embargo retuvo una parte del pago.",
};

/** The differences of a cruce; what is paid, stands twice or cannot be read is none. */
export function differencesOf(invoices: JudgedInvoice[]): NewLine[] {
  return invoices.flatMap((invoice) => {
    const reason = REASONS[invoice.group];
    if (reason === undefined) return [];
    return [{
      invoiceNumber: invoice.found?.invoiceNumber ?? invoice.number,
      listedAmount: invoice.amount,
      paidAmount: invoice.found?.paidAmount ?? 0,
      difference: differenceOf(invoice),
      group: invoice.group,
      reason,
    }];
  });
}

function differenceOf({ group, amount, found }: JudgedInvoice): Cents {
  if (!found) return amount ?? 0;
  return group === "different" && amount !== null ? amount - found.paidAmount : restOf(found);
}

export function sumDifferences(lines: { difference: Cents }[]): Cents {
  return sumCents(lines.map(({ difference }) => difference));
}

/** What the staff typed of one line. */
export type TypedAnswer = { number: number; position: string; note: string; promisedOn: string };
export type Answer = Pick<ActaLine, "number" | "note" | "promisedOn"> & {
  position: Position | null;
};

/** Reads the answers to some lines; one without a position is not answered yet. */
export function readAnswers(
  typed: TypedAnswer[],
  today: CivilDate,
): { answers: Answer[]; errors: FieldError[] } {
  const read = typed.map((one) => readAnswer(one, today));
  return {
    answers: read.map(({ answer }) => answer),
    errors: read.flatMap(({ errors }) => errors),
  };
}

function readAnswer({ number, ...typed }: TypedAnswer, today: CivilDate) {
  const position = POSITIONS.find((one) => one === typed.position) ?? null;
  const note = typed.note.trim();
  const day = typed.promisedOn.trim() === "" ? undefined : readTypedDate(typed.promisedOn);
  const promisedOn = day && "date" in day ? day.date : null;
  const needsDay = position !== null && NEEDS_DAY.includes(position);
  const errors: FieldError[] = [];
  const complain = (field: string, message: string) =>
    errors.push({ field: `${field}-${number}`, message });
  if (day && "problem" in day) complain("fecha", day.problem);
  else if (needsDay && promisedOn === null) complain("fecha", "Escriba para qué día.");
  else if (promisedOn !== null && promisedOn < today) complain("fecha", "Ese día ya pasó.");
  if (position !== null && !needsDay && note === "") {
    complain("nota", position === "paid" ? "Diga con qué comprobante." : "Diga por qué.");
  }
  if (note.length > MAX_NOTE) complain("nota", `Hasta ${MAX_NOTE} caracteres.`);
  return { answer: { number, position, note, promisedOn: needsDay ? promisedOn : null }, errors };
}

/** What both sides sign, as the text whose SHA-256 the acta bears: the same content, the same text. */
export function signedText({ sha256: _, ...acta }: Acta, lines: ActaLine[]): string {
  return JSON.stringify({ ...acta, lines });
}
