import { type Cents, toDecimal } from "../money.ts";
import { RECORD_KINDS, type RecordKind } from "../loaded_record.ts";

/** An error or warning at a cell, or about a whole file (no cell). */
export type Finding = {
  file: string;
  sheet: string | null;
  cell: string | null;
  column: string | null;
  value: string | null;
  message: string;
};

export type Counts = {
  new: number;
  changed: number;
  unchanged: number;
  /** How many are retired because a whole register leaves them out; absent where none was loaded. */
  retired?: number;
};

/** Only the kinds that the files of a load brought have counts. */
export type RecordCounts = Partial<Record<RecordKind, Counts>>;

export const LOAD_STATUSES = [
  "judging",
  "waiting",
  "published",
  "unchanged",
  "refused",
  "valid",
  "undone",
] as const;
export type LoadStatus = typeof LOAD_STATUSES[number];

/** The id of a load, and what people call it; a dry run is no load of the history and has no number. */
export type LoadName = { id: string; number: string | null };

/** What a load found and did, the same on screen, by `--json` and over HTTP. */
export type LoadReport = LoadName & RecordCounts & {
  status: LoadStatus;
  providers: Counts;
  vouchers: Counts;
  settlements: Counts;
  paidAmount: Cents;
  errors: Finding[];
  warnings: Finding[];
};

/** What a list of loads shows of a report. */
export type ReportSummary =
  & RecordCounts
  & Pick<LoadReport, "providers" | "vouchers" | "settlements" | "paidAmount">
  & {
    errorCount: number;
    warningCount: number;
    /** Why all of it was refused, where no file is to be corrected: withdrawn, overtaken … */
    refusal?: string;
  };

export function summarize(report: LoadReport): ReportSummary {
  const { providers, vouchers, settlements, paidAmount, errors, warnings } = report;
  const records = recordCounts(report, (counts) => counts);
  const counts = { providers, vouchers, settlements, ...records, paidAmount };
  const [first, second] = errors;
  const isWhole = first !== undefined && second === undefined && first.file === "";
  return {
    ...counts,
    errorCount: errors.length,
    warningCount: warnings.length,
    ...(isWhole && { refusal: first.message }),
  };
}

/** The report as scripts read it: money as a decimal string (contract). */
export function toReportJson(report: LoadReport) {
  return { ...report, paidAmount: toDecimal(report.paidAmount) };
}

/** The report of a refused load, with the reasons: nothing of it counts as new or changed. */
export function refusedReport(report: LoadReport, errors: Finding[]): LoadReport {
  const records = recordCounts(report, noCounts);
  return { ...report, ...countsOfNothing(), ...records, status: "refused", errors };
}

/** Whether a load brought vouchers or invoices: then there is a sum of Valor Pago to declare. */
export function bringsPayments(report: Pick<ReportSummary, "vouchers" | "settlements">): boolean {
  return [report.vouchers, report.settlements].some(isBrought);
}

/** Whether a load brought nothing but records such as offices or affiliates. */
export function isOfRecords(
  report: Pick<ReportSummary, "vouchers" | "settlements" | "providers">,
): boolean {
  return !bringsPayments(report) && !isBrought(report.providers);
}

/** The counts of the kinds of records that are in a report, each as `of` makes it. */
export function recordCounts(report: RecordCounts, of: (counts: Counts) => Counts): RecordCounts {
  return Object.fromEntries(RECORD_KINDS.flatMap((kind) => {
    const counts = report[kind];
    return counts ? [[kind, of(counts)]] : [];
  }));
}

/** The report of a load that failed before its rows were counted. */
export function emptyReport(
  { id, number }: LoadName,
  status: LoadStatus,
  errors: Finding[] = [],
): LoadReport {
  return { id, number, status, ...countsOfNothing(), paidAmount: 0, errors, warnings: [] };
}

/** A finding about a whole file, or about the whole load where no file is named. */
export function wholeFinding(message: string, file = ""): Finding {
  return { file, sheet: null, cell: null, column: null, value: null, message };
}

/** What became of a load, for the person who sent it. */
export const VERDICTS: Record<LoadStatus, string> = {
  judging: "Se está revisando.",
  waiting: "Espera a que otra persona la publique.",
  published: "Publicada.",
  unchanged: "Nada que cambiar: ya estaba cargado.",
  refused: "No se guardó nada: corrija lo que sigue y vuelva a cargar.",
  valid: "Se podría publicar. No se guardó nada: los pagos por revisar se buscan solo al cargar.",
  undone: "Deshecha.",
};

function isBrought(counts: Counts): boolean {
  return counts.new + counts.changed + counts.unchanged > 0;
}

function countsOfNothing(): Pick<LoadReport, "providers" | "vouchers" | "settlements"> {
  return { providers: noCounts(), vouchers: noCounts(), settlements: noCounts() };
}

/** `3 nuevos, 1 cambiados, 20 sin cambio`. */
export function describeCounts({ new: added, changed, unchanged, retired }: Counts): string {
  const others = `${added} nuevos, ${changed} cambiados, ${unchanged} sin cambio`;
  return retired === undefined ? others : `${others}, ${retired} retirados`;
}

export function noCounts(): Counts {
  return { new: 0, changed: 0, unchanged: 0 };
}

/** `comprobantes.csv, C14: la fecha 31/02/2026 no existe`. */
export function describeFinding(finding: Finding): string {
  const place = [finding.file, finding.sheet, finding.cell].filter(Boolean);
  return place.length === 0 ? finding.message : `${place.join(", ")}: ${finding.message}`;
}

const UNPRINTABLE =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** A text of a file as a report shows it: characters that a screen would obey become `�`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "\ufffd");
}

/** The spreadsheet's name of a column: 0 → A, 26 → AA. */
export function columnLetters(index: number): string {
  const rest = index < 26 ? "" : columnLetters(Math.floor(index / 26) - 1);
  return rest + String.fromCharCode(65 + index % 26);
}
