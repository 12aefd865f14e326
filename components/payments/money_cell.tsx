import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { CellValue, Column, ColumnKind } from "../../domain/payments/columns.ts";
import { DASH } from "../signs.ts";
import { formatDate } from "../../domain/dates.ts";
import { type Cents, formatMoney } from "../../domain/money.ts";

type CellColumn = Pick<Column<string>, "header" | "kind">;
type Props = CellColumn & { value: CellValue; strong?: boolean };

/**
 * A cell of a money table: amounts on the right, zeros and N/A pale, an unknown value as a dash.
 */
export function Cell({ value, strong = false, ...column }: Props) {
  return <>{[startOf(column, isSoft(value), strong), cellText(column.kind, value), END]}</>;
}

/**
 * The same for tables of hundreds of cells: the tag that a column's cells share is written once. What
 * is shown may be more than the value's text.
 */
export function columnCell(
  column: CellColumn,
  strong: boolean,
): (value: CellValue, shown?: Child) => Child[] {
  const [plain, soft] = [startOf(column, false, strong), startOf(column, true, strong)];
  return (
    value,
    shown = cellText(column.kind, value),
  ) => [isSoft(value) ? soft : plain, shown, END];
}

const END = html`</td>`;

/** An amount of a totals row. */
export function TotalCell({ header, amount }: { header: string; amount: Cents }) {
  return <td class="money" data-label={header}>{formatMoney(amount)}</td>;
}

/** A value as it is read, an unknown one as a dash. */
export function cellText(kind: ColumnKind, value: CellValue): string | typeof DASH {
  if (value === null || value === "") return DASH;
  if (kind === "money") return formatMoney(Number(value));
  return kind === "date" ? formatDate(String(value)) : String(value);
}

function isSoft(value: CellValue): boolean {
  return value === 0 || value === null || value === "N/A";
}

function startOf({ header, kind }: CellColumn, isSoft: boolean, strong: boolean) {
  const name = [kind, isSoft && "soft", strong && "strong"].filter(Boolean).join(" ");
  return html`<td class="${name}" data-label="${header}">`;
}
