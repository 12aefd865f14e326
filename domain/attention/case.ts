import { type AttemptLimit, WAITS } from "../accounts/attempt_limit.ts";
import { addBusinessDays } from "../business_days.ts";
import { addDays, dateInBogota, formatDate, formatInstant, startOfDayMs } from "../dates.ts";
import { ANSWER_LIMITS, type TimeLimit } from "../law.ts";
import type { ThreadState } from "../thread.ts";

/** The five things that PQRS stands for. */
export const CASE_KINDS = [
  "petition",
  "complaint",
  "claim",
  "suggestion",
  "compliment",
] as const;
export type CaseKind = typeof CASE_KINDS[number];

/** `key` is the name of a kind in the address and in the form. */
export const CASE_KIND_WORDS: Record<CaseKind, { key: string; name: string; about: string }> = {
  petition: {
    key: "peticion",
    name: "Petición",
    about: "Pedir una información, un documento o un servicio",
  },
  complaint: {
    key: "queja",
    name: "Queja",
    about: "Algo le molestó: el trato, la espera, una oficina",
  },
  claim: {
    key: "reclamo",
    name: "Reclamo",
    about: "Un servicio o un medicamento que no le dieron, o le dieron tarde o mal",
  },
  suggestion: { key: "sugerencia", name: "Sugerencia", about: "Una idea para atenderle mejor" },
  compliment: {
    key: "felicitacion",
    name: "Felicitación",
    about: "Reconocer a quien le atendió bien",
  },
};

/** What a claim risks of somebody's health; other kinds have no risk. */
export const CASE_RISKS = ["vital", "priority", "simple", "none"] as const;
export type CaseRisk = typeof CASE_RISKS[number];

export const CASE_RISK_WORDS: Record<
  CaseRisk,
  { key: string; short: string; name: string; about: string }
> = {
  vital: {
    key: "vital",
    short: "Vital",
    name: "La vida de la persona está en peligro",
    about: "Si es una emergencia ahora mismo, llame al 123 o vaya a urgencias.",
  },
  priority: {
    key: "prioritario",
    short: "Prioritario",
    name: "Su salud puede empeorar si espera",
    about:
      "También si es una niña o un niño, una embarazada, una persona mayor o con discapacidad.",
  },
  simple: {
    key: "simple",
    short: "Simple",
    name: "Es un servicio de salud, y puede esperar unos días",
    about: "Por ejemplo, una autorización que se demora.",
  },
  none: {
    key: "ninguno",
    short: "Sin riesgo",
    name: "No es de salud",
    about: "Por ejemplo, un dato mal escrito o un trámite.",
  },
};

/** A case as a list shows it. */
export type ListedCase = {
  folio: string;
  kind: CaseKind;
  risk: CaseRisk;
  state: ThreadState;
  createdAt: number;
  /** The instant until which it must be answered. */
  dueAt: number;
  /** When it was answered or closed; null while the staff owes an answer. */
  settledAt: number | null;
};

type Promised = Pick<ListedCase, "kind" | "risk">;

/** New cases from one place: several of a family, or an office that helps people. */
export const CASE_BY_SOURCE: AttemptLimit = { name: "case by source", free: 10, ...WAITS };

/** Messages in one case from outside. */
export const MESSAGE_BY_CASE: AttemptLimit = { name: "message by case", free: 20, ...WAITS };

/** Radicados that one place may ask for. */
export const KEY_BY_SOURCE: AttemptLimit = { name: "case key by source", free: 30, ...WAITS };

/** Documents and codes that may be tried with one radicado, from wherever. */
export const KEY_BY_CASE: AttemptLimit = { name: "case key by radicado", free: 9, ...WAITS };

export function readCaseKind(key: string): CaseKind | undefined {
  return CASE_KINDS.find((kind) => CASE_KIND_WORDS[kind].key === key);
}

export function readCaseRisk(key: string): CaseRisk | undefined {
  return CASE_RISKS.find((risk) => CASE_RISK_WORDS[risk].key === key);
}

/** The instant until which a case of now must be answered; business days end with the day. */
export function caseDueAt(promised: Promised, nowMs: number): number {
  const limit = limitOf(promised);
  if ("hours" in limit) return nowMs + limit.hours * 60 * 60 * 1000;
  const day = addBusinessDays(dateInBogota(nowMs), limit.businessDays);
  return startOfDayMs(addDays(day, 1)) - 1;
}

/** `24 horas` or `15 días hábiles`. */
export function describeCaseLimit(promised: Promised): string {
  const limit = limitOf(promised);
  return "hours" in limit ? `${limit.hours} horas` : `${limit.businessDays} días hábiles`;
}

/** The promised instant in words: with its hour only where hours count. */
export function describeDueAt({ dueAt, ...promised }: Promised & { dueAt: number }): string {
  if ("businessDays" in limitOf(promised)) return formatDate(dateInBogota(dueAt));
  return formatInstant(dueAt).replace(" ", " a las ");
}

function limitOf({ kind, risk }: Promised): TimeLimit {
  return ANSWER_LIMITS[kind === "claim" && risk !== "none" ? risk : "petition"].limit;
}
