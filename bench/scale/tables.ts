import { megabytes, short } from "../support/row.ts";
import type { Measured } from "./measure.ts";

/** What was measured, a row each, at each size, a column each. */
export function sizesTable(columns: Measured[]): string {
  const names = columns[0]?.figures.map(({ what }) => what) ?? [];
  const header = ["what", ...columns.map(({ settlements }) => settlements.toLocaleString("en-US"))];
  const rows = names.map((name) => [
    name,
    ...columns.map(({ figures }) => figures.find(({ what }) => what === name)?.figure ?? "–"),
  ]);
  return markdown([header, ...rows]);
}

/** The largest tables and indexes of a size; bytes a settlement, whatever the table holds. */
export function bytesTable(column: Measured | undefined): string {
  if (!column) return "";
  const all = column.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = [{ name: "all", bytes: all }, ...column.tables.slice(0, MOST_TABLES)]
    .map(({ name, bytes }) => [name, megabytes(bytes), short(bytes / column.settlements)]);
  return markdown([["table or index", "size", "bytes a settlement"], ...rows]);
}

const MOST_TABLES = 30;

function markdown([header = [], ...rows]: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
