import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { CellValue, Column, ColumnKind } from "../../domain/payments/columns.ts";
import { DASH } from "../signs.ts";
import { formatDate } from "../../domain/dates.ts";
import { type Cents, formatMoney } from "../../domain/money.ts";

type Props = Pick<Column<string>, "header" | "kind"> & { value: CellValue; strong?: boolean };

/**
 * A cell of a money table: amounts on the right, zeros and N/A pale, an unknown value as a dash.
 */
export function Cell({ header, kind, value, strong = false }: Props) {
  return (
    <td class={classOf(kind, isSoft(value), strong)} data-label={header}>
      {cellText(kind, value)}
    </td>
  );
}

/**
 * The same for tables of hundreds of cells: what a column's cells share is written once. What is shown
 * of a column may be more than its value's text.
 */
export function cellsOf<Key extends string>(
  columns: readonly Column<Key>[],
  strong: readonly Key[],
): (valueOf: (key: Key) => CellValue, shownOf?: (key: Key) => Child | undefined) => Child {
  const cells = columns.map(({ key, kind, header }, index) => {
    const begin = (isSoft: boolean) =>
      `${index === 0 ? "" : "</td>"}<td class="${classOf(kind, isSoft, strong.includes(key))}"` +
      ` data-label="${html`${header}`}">`;
    return { key, kind, plain: begin(false), soft: begin(true) };
  });
  return (valueOf, shownOf) => {
    const template: string[] = [];
    const filled: Child[] = [];
    let text = "";
    for (const { key, kind, plain, soft } of cells) {
      const value = valueOf(key);
      text += isSoft(value) ? soft : plain;
      const shown = shownOf?.(key);
      if (shown === undefined && kind === "money" && typeof value === "number") {
        // The digits of a number have no sign of HTML, so they need not be escaped.
        text += formatMoney(value);
        continue;
      }
      template.push(text);
      filled.push(shown ?? cellText(kind, value));
      text = "";
    }
    template.push(`${text}</td>`);
    return html(Object.assign(template, { raw: template }), ...filled);
  };
}

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

function classOf(kind: ColumnKind, isSoft: boolean, strong: boolean): string {
  return [kind, isSoft && "soft", strong && "strong"].filter(Boolean).join(" ");
}
