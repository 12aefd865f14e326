import { formatCount } from "../thousands.ts";
import type { Finding } from "./report.ts";

/** What is wrong with the files of a load: the first of it, and how much there is in all. */
export type Findings = {
  errors: Finding[];
  warnings: Finding[];
  errorCount: number;
  warningCount: number;
};

/** Nobody corrects more by hand before loading again; a hopeless file must not fill the memory. */
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

/** The lists as a report carries them; where something was left out, the last one says how much. */
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
