import { FILE_KINDS, KIND_NAMES } from "./kind.ts";
import { describeCounts, type Finding, type LoadReport, printable, VERDICTS } from "./report.ts";
import type { SummaryLine, WidthColumn } from "../payments/workbook.ts";

/** A sheet of findings: each row one cell to look at. */
export type FindingSheet = { name: string; columns: WidthColumn[]; rows: Iterable<string[][]> };

/** The report of a load as a workbook; every cell is text, so no value is a formula. */
export type ReportWorkbook = {
  tables: FindingSheet[];
  summary: { name: string; rows: () => SummaryLine[] };
};

type FindingColumn = WidthColumn & { of: (finding: Finding) => string | null };

const COLUMNS: FindingColumn[] = [
  { header: "Archivo", kind: "text", width: 30, of: ({ file }) => file },
  { header: "Hoja", kind: "text", width: 18, of: ({ sheet }) => sheet },
  { header: "Celda", kind: "text", width: 10, of: ({ cell }) => cell },
  { header: "Columna", kind: "text", width: 26, of: ({ column }) => column },
  { header: "Valor", kind: "text", width: 26, of: ({ value }) => value },
  { header: "Qué corregir", kind: "text", width: 70, of: ({ message }) => message },
];

export const FINDING_COLUMNS: WidthColumn[] = COLUMNS.map(({ header, kind, width }) => ({
  header,
  kind,
  width,
}));

/**
 * Sheets Corregir and Avisos with a row for each finding, and Resumen with the facts of the load,
 * but not its total where `hidesTotal`: for whoever is asked for it.
 */
export function reportWorkbook(
  report: LoadReport,
  { hidesTotal }: { hidesTotal: boolean },
): ReportWorkbook {
  return {
    tables: [
      { name: "Corregir", columns: FINDING_COLUMNS, rows: [report.errors.map(findingRow)] },
      { name: "Avisos", columns: FINDING_COLUMNS, rows: [report.warnings.map(findingRow)] },
    ],
    summary: {
      name: "Resumen",
      rows: () => hidesTotal ? factsOf(report) : [...factsOf(report), totalOf(report)],
    },
  };
}

function findingRow(finding: Finding): string[] {
  return COLUMNS.map(({ of }) => printable(of(finding) ?? ""));
}

function factsOf(report: LoadReport): SummaryLine[] {
  return [
    { name: "Carga", kind: "text", value: report.number ?? report.id },
    { name: "Estado", kind: "text", value: VERDICTS[report.status] },
    { name: "Por corregir", kind: "count", value: report.errors.length },
    { name: "Avisos", kind: "count", value: report.warnings.length },
    ...FILE_KINDS.flatMap((kind) => {
      const counts = report[kind];
      const name = KIND_NAMES[kind];
      return counts ? [{ name, kind: "text" as const, value: describeCounts(counts) }] : [];
    }),
  ];
}

function totalOf({ paidAmount }: LoadReport): SummaryLine {
  return { name: "Valor Pago", kind: "money", value: paidAmount };
}
