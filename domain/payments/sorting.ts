import type { Column, SortColumn } from "./columns.ts";

/** By which column a list is ordered, and which way. */
export type Sort<Key extends string> = { key: Key; isDescending: boolean };

/** How columns are named where somebody writes an order: in addresses, and by scripts. */
export type ColumnNamer = (column: SortColumn<string>) => string;

/** `-valor-pago`: a minus is from the highest to the lowest. */
export function writeSort<Key extends string>(
  sort: Sort<Key>,
  columns: readonly SortColumn<Key>[],
  nameOf: ColumnNamer = ({ slug }) => slug,
): string {
  const column = columns.find(({ key }) => key === sort.key);
  return `${sort.isDescending ? "-" : ""}${column ? nameOf(column) : ""}`;
}

/** Reads what `writeSort` writes; undefined where no column has that name. */
export function readSort<Key extends string>(
  text: string,
  columns: readonly SortColumn<Key>[],
  nameOf: ColumnNamer = ({ slug }) => slug,
): Sort<Key> | undefined {
  const isDescending = text.startsWith("-");
  const name = isDescending ? text.slice(1) : text;
  const column = columns.find((one) => nameOf(one) === name);
  return column && { key: column.key, isDescending };
}

/**
 * The order that a click on a column's head asks for: the other way round where the list has that
 * order already, else first what people look for, the newest and the largest, and texts from A.
 */
export function nextSort<Key extends string>(
  column: Column<Key>,
  current: Sort<Key>,
): Sort<Key> {
  const isDescending = current.key === column.key ? !current.isDescending : column.kind !== "text";
  return { key: column.key, isDescending };
}
