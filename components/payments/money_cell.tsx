import type { CellValue, Column } from "../../domain/payments/columns.ts";
import { formatDate } from "../../domain/dates.ts";
import { type Cents, formatMoney } from "../../domain/money.ts";

type CellColumn = Pick<Column<string>, "header" | "kind">;
type Props = CellColumn & { value: CellValue; strong?: boolean };

/**
 * A cell of a money table: amounts on the right, zeros and N/A pale, an unknown value as a dash.
 */
export function Cell({ header, kind, value, strong = false }: Props) {
  return columnCell({ header, kind }, strong)(value);
}

/** The same for tables of hundreds of cells: what a column's cells share is worked out once. */
export function columnCell({ header, kind }: CellColumn, strong: boolean) {
  const plain = [kind, strong && "strong"].filter(Boolean).join(" ");
  const soft = [kind, "soft", strong && "strong"].filter(Boolean).join(" ");
  return (value: CellValue) => (
    <td class={isSoft(value) ? soft : plain} data-label={header}>{cellText(kind, value)}</td>
  );
}

/** An amount of a totals row. */
export function TotalCell({ header, amount }: { header: string; amount: Cents }) {
  return <td class="money" data-label={header}>{formatMoney(amount)}</td>;
}

/** A value as it is read, an unknown one as a dash. */
export function cellText(kind: Column<string>["kind"], value: CellValue): string {
  if (value === null || value === "") return "–";
  if (kind === "money") return formatMoney(Number(value));
  return kind === "date" ? formatDate(String(value)) : String(value);
}

function isSoft(value: CellValue): boolean {
  return value === 0 || value === null || value === "N/A";
}
