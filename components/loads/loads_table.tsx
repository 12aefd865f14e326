import { counted, formatCount } from "../../domain/thousands.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { ListedLoad } from "../../domain/loads/record.ts";
import { asSentence, isAskedForTotal } from "../../domain/loads/outcome.ts";
import { bringsPayments, type ReportSummary } from "../../domain/loads/report.ts";
import { describeBrought } from "../../domain/loads/review.ts";
import { describeUndo } from "../../domain/loads/undo.ts";
import { formatMoney } from "../../domain/money.ts";
import { LoadBadge } from "./badge.tsx";
import { loadHref } from "./links.ts";

export type Names = ReadonlyMap<number, string>;
type Props = {
  loads: ListedLoad[];
  names: Names;
  /** Whoever may publish what others loaded; undefined for whoever only reads. */
  loaderId: number | undefined;
};

const MAX_FILES_SHOWN = 3;

/** Loads, each with who, what and how it ended. */
export function LoadsTable({ loads, names, loaderId }: Props) {
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">Carga</th>
          <th scope="col">Cuándo</th>
          <th scope="col">Quién</th>
          <th scope="col">Archivos</th>
          <th scope="col">Qué trae</th>
          <th scope="col" class="money">Valor Pago</th>
          <th scope="col">Estado</th>
        </tr>
      </thead>
      <tbody>
        {loads.map((load) => <LoadRow load={load} names={names} loaderId={loaderId} />)}
      </tbody>
    </table>
  );
}

type RowProps = Pick<Props, "names" | "loaderId"> & { load: ListedLoad };

function LoadRow({ load, names, loaderId }: RowProps) {
  const { id, number, status, startedAt, summary, undoesNumber } = load;
  const hidesSum = isAskedForTotal(load, loaderId);
  return (
    <tr>
      <td data-label="Carga">
        <a class="row-link" href={loadHref(id)}>{number}</a>
      </td>
      <td data-label="Cuándo" class="nowrap">{formatInstant(startedAt)}</td>
      <td class="who" data-label="Quién">{whoOf(load, names)}</td>
      <td data-label="Archivos">
        {undoesNumber ? `Deshizo la Carga ${undoesNumber}` : filesOf(load.files)}
      </td>
      <td data-label="Qué trae">{broughtWords(load)}</td>
      <td data-label="Valor Pago" class="money">
        {summary && bringsPayments(summary) && !hidesSum ? formatMoney(summary.paidAmount) : "–"}
      </td>
      <td data-label="Estado">
        <LoadBadge status={status} />
      </td>
    </tr>
  );
}

/** Who loaded, and who published where that was somebody else. */
function whoOf({ createdBy, publishedBy, source }: ListedLoad, names: Names): string {
  const loader = nameOf(createdBy, names) ?? asName(source);
  const publisher = publishedBy === createdBy ? undefined : nameOf(publishedBy, names);
  return publisher ? `${loader}; publicó ${publisher}` : loader;
}

export function nameOf(id: number | null, names: Names): string | undefined {
  return id === null ? undefined : names.get(id) || `Persona ${id}`;
}

export function asName(source: string): string {
  return source.charAt(0).toUpperCase() + source.slice(1);
}

function filesOf(files: string[]): string {
  const shown = files.slice(0, MAX_FILES_SHOWN).join(", ");
  const left = files.length - MAX_FILES_SHOWN;
  return left > 0 ? `${shown} y ${left} más` : shown || "–";
}

/** An undo says what it did, and why. */
function broughtWords({ undo, undoesLoadId, summary }: ListedLoad): string {
  if (undo) return `${describeUndo(undo).join(" ")} Motivo: ${undo.reason}`;
  if (!summary) return "–";
  if (!undoesLoadId) return verdictOf(summary);
  return counted(summary.vouchers.changed, "comprobante vuelve", "comprobantes vuelven");
}

function verdictOf(summary: ReportSummary): string {
  const { errorCount, refusal } = summary;
  if (refusal !== undefined) return asSentence(refusal);
  if (errorCount > 0) {
    return errorCount === 1 ? "1 por corregir" : `${formatCount(errorCount)} por corregir`;
  }
  return describeBrought(summary);
}
