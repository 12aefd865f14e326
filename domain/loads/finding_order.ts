import type { Finding } from "./report.ts";

/** A table of a load: a CSV (no sheet name) or one sheet of a workbook. */
export type TablePlace = { file: string; sheet: string | null };

/**
 * Findings as whoever corrects the files walks through them: of the whole load, then table by table
 * in the order of `tables`, the whole table first, then by row and column.
 */
export function inSheetOrder(findings: Finding[], tables: TablePlace[]): Finding[] {
  const places = new Map(tables.map((table, index) => [keyOf(table), index]));
  return findings
    .map((finding) => ({ finding, place: placeOf(finding, places) }))
    .toSorted((one, other) => comparePlaces(one.place, other.place))
    .map(({ finding }) => finding);
}

type Place = [table: number, row: number, columnLength: number, column: string];

function placeOf(finding: Finding, places: Map<string, number>): Place {
  const table = places.get(keyOf(finding)) ?? -1;
  const [, column = "", row = "0"] = /^([A-Z]+)(\d+)$/.exec(finding.cell ?? "") ?? [];
  return [table, Number(row), column.length, column];
}

/** `AA` stands behind `Z`: shorter names of columns come first. */
function comparePlaces(one: Place, other: Place): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2] ||
    (one[3] < other[3] ? -1 : Number(one[3] > other[3]));
}

function keyOf({ file, sheet }: TablePlace): string {
  return `${file}\n${sheet ?? ""}`;
}
