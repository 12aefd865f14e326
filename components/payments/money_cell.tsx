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
export function Cell({ header, kind, value, strong = false }: Props) {
  return (
    <td class={classOf(kind, isSoft(value), strong)} data-label={header}>
      {cellText(kind, value)}
    </td>
  );
}

/**
 * The same for tables of hundreds of cells: what their rows share is written once. What is shown of a
 * column may be more than its value's text.
 */
export function cellsOf<Key extends string>(
  columns: readonly Column<Key>[],
  strong: readonly Key[],
): (valueOf: (key: Key) => CellValue, shownOf?: (key: Key) => Child | undefined) => Child {
  const template = rowTemplate(columns);
  const cells = columns.map(({ key, kind }) => ({
    key,
    kind,
    plain: classOf(kind, false, strong.includes(key)),
    soft: classOf(kind, true, strong.includes(key)),
  }));
  return (valueOf, shownOf) => {
    const filled: Child[] = [];
    for (const { key, kind, plain, soft } of cells) {
      const value = valueOf(key);
      filled.push(isSoft(value) ? soft : plain, shownOf?.(key) ?? cellText(kind, value));
    }
    return html(template, ...filled);
  };
}

/** The texts of a template between the class and the content of each cell. */
function rowTemplate(columns: readonly CellColumn[]): TemplateStringsArray {
  const pieces = columns.flatMap(({ header }, index) => [
    `${index === 0 ? "" : "</td>"}<td class="`,
    String(html`" data-label="${header}">`),
  ]);
  pieces.push("</td>");
  return Object.assign(pieces, { raw: pieces });
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
