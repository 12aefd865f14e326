import { RECORD_KINDS } from "../loaded_record.ts";
import { counted, formatCount } from "../thousands.ts";
import type { JudgedTable } from "./files.ts";
import { KIND_NAMES } from "./kind.ts";
import { asSentence } from "./outcome.ts";
import {
  type Counts,
  describeFinding,
  type Finding,
  type RecordCounts,
  type ReportSummary,
} from "./report.ts";
import type { Cents } from "../money.ts";

/** Why nothing was stored, for whoever loaded: what to correct, and what may stay as it is. */
export type RefusalWords = { title: string; detail: string };

/** Says what must be corrected in a refused load; `rowsRead` is how many rows its files have. */
export function refusalWords(errors: Finding[], rowsRead: number): RefusalWords {
  const cells = errors.filter(({ cell }) => cell !== null);
  const whole = errors.filter(({ cell }) => cell === null);
  const [first] = whole;
  if (cells.length === 0) {
    const detail = first ? sentenceOf(first) : "Cargue de nuevo.";
    return { title: "No se guardó nada", detail };
  }
  const count = cells.length === 1 ? "1 celda" : `${formatCount(cells.length)} celdas`;
  const title = `No se guardó nada: corrija ${count} y vuelva a cargar`;
  if (first) return { title, detail: whole.map(sentenceOf).join(" ") };
  const good = rowsRead - new Set(cells.map(rowOf)).size;
  return {
    title,
    detail: good > 0
      ? `${goodRows(good)} Corrija sus archivos y cárguelos otra vez completos.`
      : "",
  };
}

/** A finding as a sentence; the name of a file keeps its case. */
function sentenceOf(finding: Finding): string {
  const words = describeFinding(finding);
  return finding.file === "" ? asSentence(words) : `${words}.`;
}

function goodRows(good: number): string {
  return good === 1
    ? "La otra fila está bien."
    : `Las otras ${formatCount(good)} filas están bien.`;
}

function rowOf({ file, sheet, cell }: Finding): string {
  return [file, sheet ?? "", cell?.replace(/^[A-Z]+/, "")].join("\n");
}

/** What a load makes new and what it changes, in a few words. */
export function describeBrought(
  report: RecordCounts & Pick<ReportSummary, "vouchers" | "settlements" | "providers">,
): string {
  const { vouchers, settlements, providers } = report;
  const parts = [
    vouchers.new > 0 && counted(vouchers.new, "comprobante nuevo", "comprobantes nuevos"),
    vouchers.changed > 0 && counted(vouchers.changed, "corregido", "corregidos"),
    settlements.new > 0 && counted(settlements.new, "factura nueva", "facturas nuevas"),
    providers.new > 0 && counted(providers.new, "prestador nuevo", "prestadores nuevos"),
    providers.changed > 0 &&
    counted(providers.changed, "prestador cambiado", "prestadores cambiados"),
    ...describeRecords(report),
  ].filter((part) => part !== false);
  if (parts.length > 0) return parts.join(", ");
  return settlements.changed > 0 ? counted(settlements.changed, "cambio", "cambios") : "Nada nuevo";
}

/** The same of records alone, a part for each kind. */
export function describeRecords(report: RecordCounts): string[] {
  return RECORD_KINDS.map((kind) => recordWords(KIND_NAMES[kind], report[kind]))
    .filter((part) => part !== false);
}

/** `Oficinas: 5 nuevos y 2 cambian`, in the words of the table of counts. */
function recordWords(name: string, counts: Counts | undefined): string | false {
  if (!counts || counts.new + counts.changed === 0) return false;
  const words = [
    counts.new > 0 && counted(counts.new, "nuevo", "nuevos"),
    counts.changed > 0 &&
    `${formatCount(counts.changed)} ${counts.changed === 1 ? "cambia" : "cambian"}`,
  ].filter(Boolean);
  return `${name}: ${words.join(" y ")}`;
}

/** How many findings name a cell, or the whole, of one table. */
export function findingsIn(
  findings: Finding[],
  table: Pick<JudgedTable, "file" | "sheet">,
): number {
  return findings.filter(({ file, sheet }) => file === table.file && sheet === table.sheet).length;
}

const TOTAL = /^(-?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/;
/** Whole centavos are exact up to 90 million million pesos. */
const MAX_DIGITS = 13;

/** A sum as people type it, `1.406.293.616.620,00`; a point alone groups thousands. */
export function readControlTotal(typed: string): { cents: Cents } | { problem: string } {
  if (typed.trim() === "") return { problem: "Escriba el total de control." };
  const plain = typed.replace(/[\s\u00a0\u202f$]/g, "");
  const [, sign = "", grouped = "", decimals = ""] = TOTAL.exec(plain) ?? [];
  const pesos = grouped.replaceAll(".", "");
  if (pesos === "" || pesos.length > MAX_DIGITS) {
    return { problem: "Escriba el total como 1.234.567,50." };
  }
  return { cents: Number(`${sign}${pesos}${decimals.padEnd(2, "0")}`) };
}
