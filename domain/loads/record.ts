import type { LoadSubject } from "./kind.ts";
import type { OddCount } from "./odd_payment.ts";
import type { LoadReport, LoadStatus, ReportSummary } from "./report.ts";
import type { UndoRecord } from "./undo.ts";
import type { LoadVerdict } from "./verdict.ts";
import { dateInBogota } from "../dates.ts";
import { formatMoney } from "../money.ts";
import type { Nit } from "../nit.ts";
import type { RevisionDifference } from "../payments/difference.ts";

const UNSAID = "el total de control";

/** A load as its history shows it; instants in milliseconds, people as ids of users. */
export type ListedLoad = {
  id: string;
  /** What people call it: `2026-0132`. */
  number: string;
  status: LoadStatus;
  source: string;
  subject: LoadSubject;
  files: string[];
  withoutNotices: boolean;
  startedAt: number;
  createdBy: number | null;
  publishedAt: number | null;
  publishedBy: number | null;
  undoneAt: number | null;
  undoneBy: number | null;
  /** The load that this one undoes, where it is an undo. */
  undoesLoadId: string | null;
  undoesNumber: string | null;
  /** What it did and why, where it is an undo; undefined for undos of earlier releases. */
  undo: UndoRecord | undefined;
  progress: LoadFar;
  /** Undefined until the files were judged. */
  summary: ReportSummary | undefined;
};

/** How far a load is; `heartbeatAt` is its last sign of life while it is being judged. */
export type LoadFar = {
  stage: "reading" | "judging" | "storing" | "done";
  rowsRead: number;
  rowsJudged: number;
  linesStored: number;
  linesTotal: number;
  heartbeatAt: number;
};

export type StoredLoad = ListedLoad & {
  report: LoadReport;
  verdict: LoadVerdict | undefined;
  /** The load that undid this one last, where it is undone. */
  undoneByLoadId: string | null;
  undoneByNumber: string | null;
  /** What looks odd in its payments, as of the last search. */
  odd: OddCount[];
  /** Whether something was published since that search. */
  isOddStale: boolean;
};

/**
 * How many mails announce a load: to how many providers, about new hands, and how many were sent.
 */
export type LoadMails = { postings: number; providers: number; newHands: number; sent: number };

/** A voucher that existed before a load and is changed by it, with the differences. */
export type Correction = RevisionDifference & {
  nit: Nit;
  legalName: string;
  documentNumber: string;
};

/** What people call a load: `2026-0132`, the 132nd load of that year in Bogotá, undos counted too. */
export function loadNumber(year: number, number: number): string {
  return `${year}-${String(number).padStart(4, "0")}`;
}

/** The year in Bogotá in whose numbers a load of this instant is counted. */
export function loadYear(nowMs: number): number {
  return Number(dateInBogota(nowMs).slice(0, 4));
}

/** `Carga 2026-0132`. */
export function loadTitle({ number }: { number: string }): string {
  return `Carga ${number}`;
}

/**
 * A load as whoever is asked for its control total may see it: neither a warning nor the sum of a
 * kind of odd payments says the total. They would where all payments of the load are odd alike, or
 * where the total below a table is not the sum of its rows.
 */
export function withoutTotal(load: StoredLoad): StoredLoad {
  const { report, odd } = load;
  const total = formatMoney(report.paidAmount);
  const warnings = report.warnings.map((warning) => {
    const { message } = warning;
    if (!message.includes(total)) return warning;
    return { ...warning, value: null, message: message.replaceAll(total, () => UNSAID) };
  });
  return {
    ...load,
    report: { ...report, warnings },
    odd: odd.map((one) => ({ ...one, isSumHidden: one.amount === report.paidAmount })),
  };
}
