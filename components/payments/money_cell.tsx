import type { CellValue, ColumnKind } from "../../domain/payments/columns.ts";
import { formatDate } from "../../domain/dates.ts";
import { type Cents, formatMoney } from "../../domain/money.ts";

type Props = { header: string; kind: ColumnKind; value: CellValue; strong?: boolean };

/**
 * A cell of a money table: amounts on the right, zeros and N/A pale, an unknown value as a dash.
 */
export function Cell({ header, kind, value, strong = false }: Props) {
  return <td class={cellClass(kind, value, strong)} data-label={header}>{cellText(kind, value)}
  </td>;
}

/** An amount of a totals row. */
export function TotalCell({ header, amount }: { header: string; amount: Cents }) {
  return <td class="money" data-label={header}>{formatMoney(amount)}</td>;
}

/** A value as it is read, an unknown one as a dash. */
export function cellText(kind: ColumnKind, value: CellValue): string {
  if (value === null || value === "") return "–";
  if (kind === "money") return formatMoney(Number(value));
  return kind === "date" ? formatDate(String(value)) : String(value);
}

function cellClass(kind: ColumnKind, value: CellValue, strong: boolean): string {
  const isSoft = value === 0 || value === null || value === "N/A";
  return [kind, isSoft && "soft", strong && "strong"].filter(Boolean).join(" ");
}
