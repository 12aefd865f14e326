import { addBusinessDays } from "../business_days.ts";
import { addDays, type CivilDate } from "../dates.ts";

/** What there is to tell the SIIFA of a payment. */
export type ReportKind = "payment" | "correction" | "annulment";

export const REPORT_KIND_WORDS: Record<ReportKind, string> = {
  payment: "Pago",
  correction: "Corrección",
  annulment: "Anulación",
};

/**
 * When a payment must be reported: the same day, at most five business days later. Source:
 * Resolución 1962 de 2025, módulo de seguimiento a pagos, as published summaries tell it.
 */
const REPORT_BUSINESS_DAYS = 5;
export const REPORT_SOURCE = "Resolución 1962 de 2025, seguimiento a pagos";

/** So that a batch stays a file that one can open, and one statement that nobody waits for. */
export const MAX_PAYMENTS_A_BATCH = 20_000;

/** A payment, or what became of it, that waits to be reported; amounts in centavos. */
export type WaitingReport = {
  nit: string;
  legalName: string;
  documentNumber: string;
  kind: ReportKind;
  /** When it was paid, or when it was corrected or annulled. */
  happenedOn: CivilDate;
  paidOn: CivilDate;
  paidAmount: number;
};

/** The last day on which something of a day may be reported. */
export function reportDueOn(happenedOn: CivilDate): CivilDate {
  return addBusinessDays(happenedOn, REPORT_BUSINESS_DAYS);
}

/** What happened before this day is overdue: the first day whose last one has not passed. */
export function overdueBefore(today: CivilDate): CivilDate {
  let day = today;
  while (reportDueOn(addDays(day, -1)) >= today) day = addDays(day, -1);
  return day;
}

/** Payments that were reported together. */
export type ReportBatch = {
  number: number;
  mappingVersion: number;
  madeBy: number;
  madeByName: string;
  madeAt: number;
  payments: number;
  paidAmount: number;
  undoneAt: number | null;
  undoneByName: string | null;
  /** Whether it is the newest that stands: only that one can be undone. */
  isLast: boolean;
  epsName: string;
  epsNit: string;
};
