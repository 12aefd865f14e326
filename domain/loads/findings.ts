import { formatCount } from "../thousands.ts";
import type { Finding } from "./report.ts";

/** A table of a load: a CSV (no sheet name) or one sheet of a workbook. */
export type TablePlace = { file: string; sheet: string | null };

/** What is wrong with the files of a load: the first of it, and how much there is in all. */
export type Findings = {
  errors: Finding[];
  warnings: Finding[];
  errorCount: number;
  warningCount: number;
};

/**
 * Nobody corrects more than this by hand before loading again, and a file full of errors must not
 * fill the memory.
 */
export const MAX_FINDINGS = 1000;

export function noFindings(): Findings {
  return { errors: [], warnings: [], errorCount: 0, warningCount: 0 };
}

export function addError(findings: Findings, finding: Finding): void {
  if (++findings.errorCount <= MAX_FINDINGS) findings.errors.push(finding);
}

export function addWarning(findings: Findings, finding: Finding): void {
  if (++findings.warningCount <= MAX_FINDINGS) findings.warnings.push(finding);
}

/** Adds a warning of the whole load, which is told however many there are. */
export function addFirstWarning(findings: Findings, finding: Finding): void {
  findings.warningCount++;
  findings.warnings.unshift(finding);
}

/** Adds what was found apart. */
export function addFindings(findings: Findings, others: Findings): void {
  for (const error of others.errors) addError(findings, error);
  for (const warning of others.warnings) addWarning(findings, warning);
  findings.errorCount += others.errorCount - others.errors.length;
  findings.warningCount += others.warningCount - others.warnings.length;
}

/** The row that had a key first, and whether the second one has the same values. */
type Repetition = {
  first: { table: { file: string; sheet: string | null }; row: { number: number } };
  isSame: boolean;
};

/** The same key twice with the same values is a warning, with different ones an error. */
export function addRepeated(
  findings: Findings,
  place: Omit<Finding, "message">,
  { first: { table, row }, isSame }: Repetition,
): void {
  const where = `la fila ${row.number} de ${table.sheet ?? table.file}`;
  if (isSame) {
    addWarning(findings, { ...place, message: `repite ${where} y no se tuvo en cuenta` });
  } else {
    const message = `repite ${where}, pero con otros valores`;
    addError(findings, { ...place, message });
  }
}

/** The lists of a report; where something was left out, the last finding says how much. */
export function reportFindings(findings: Findings): { errors: Finding[]; warnings: Finding[] } {
  const { errors, warnings, errorCount, warningCount } = findings;
  const further = (count: number) => formatCount(count);
  const [moreErrors, moreWarnings] = [errorCount - errors.length, warningCount - warnings.length];
  return {
    errors: moreErrors > 0
      ? [
        ...errors,
        left(`hay ${further(moreErrors)} más por corregir: corrija estas y cargue de nuevo`),
      ]
      : errors,
    warnings: moreWarnings > 0
      ? [...warnings, left(`hay ${further(moreWarnings)} avisos más, que no se muestran`)]
      : warnings,
  };
}

function left(message: string): Finding {
  return { file: "", sheet: null, cell: null, column: null, value: null, message };
}

/**
 * Findings in the order in which the files are corrected: of the whole load, then table by table
 * in the order of `tables`, the whole table first, then by row and column.
 */
export function inSheetOrder(findings: Finding[], tables: TablePlace[]): Finding[] {
  const places = new Map(tables.map((table, index) => [keyOf(table), index]));
  return findings
    .map((finding) => ({ finding, place: placeOf(finding, places) }))
    .toSorted((one, other) => comparePlaces(one.place, other.place))
    .map(({ finding }) => finding);
}

type Place = [table: number, row: number, columnLength: number, column: string];

function placeOf(finding: Finding, places: Map<string, number>): Place {
  const table = places.get(keyOf(finding)) ?? -1;
  const [, column = "", row = "0"] = /^([A-Z]+)(\d+)$/.exec(finding.cell ?? "") ?? [];
  return [table, Number(row), column.length, column];
}

/** `AA` comes after `Z`: columns with shorter names come first. */
function comparePlaces(one: Place, other: Place): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2] ||
    (one[3] < other[3] ? -1 : Number(one[3] > other[3]));
}

function keyOf({ file, sheet }: TablePlace): string {
  return `${file}\n${sheet ?? ""}`;
}
