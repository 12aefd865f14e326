import type { XmlBytes } from "./xml_bytes.ts";

export type CellKind = "text" | "money" | "date" | "count";
export type SheetColumn = { header: string; kind: CellKind; width: number };
/** A text, an ISO date, whole hundredths or a number, as its column says; null is an empty cell. */
export type SheetCell = string | number | null;

/** The number format of each kind in Excel. */
export const FORMATS: Record<CellKind, string> = {
  text: "@",
  money: "#,##0.00",
  date: "dd/mm/yyyy",
  count: "0",
};
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
/** Characters that XML would not give back unchanged. */
// deno-lint-ignore no-control-regex
const NEEDS_CARE = /[&<>\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]|_x/;
/** Characters that XML cannot contain, however they are written. */
// deno-lint-ignore no-control-regex
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** The value that is written: pesos for hundredths, Excel's number of a day for a date. */
export function toValue(cell: SheetCell, kind: CellKind): SheetCell {
  if (cell === null || kind === "count") return cell;
  if (kind === "text") return escapeControls(String(cell));
  if (kind === "money") return Number(cell) / 100;
  const days = (Date.parse(String(cell)) - SERIAL_EPOCH_MS) / DAY_MS;
  return Number.isNaN(days) ? escapeControls(String(cell)) : days;
}

/** XML would turn a CR into a line feed, so it is escaped as workbooks escape such characters. */
function escapeControls(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replaceAll("\r", "_x000D_");
}

/** Answers a function that adds a row of these columns to a sheet's XML; row 1 is the first. */
export function rowWriter(
  columns: SheetColumn[],
  styleOf: (kind: CellKind) => number,
): (xml: XmlBytes, row: SheetCell[], number: number) => void {
  const cells = columns.map(({ kind }, index) => cellWriter(index, kind, styleOf(kind)));
  return (xml, row, number) => {
    xml.add('<row r="');
    xml.addHundredths(100 * number);
    xml.add('">');
    for (let index = 0; index < cells.length; index++) {
      cells[index]?.(xml, row[index] ?? null, number);
    }
    xml.add("</row>");
  };
}

function cellWriter(index: number, kind: CellKind, style: number) {
  const opening = `<c r="${columnLetters(index)}`;
  const number = `" s="${style}"><v>`;
  const text = `" s="${style}" t="str"><v>`;
  return (xml: XmlBytes, cell: SheetCell, row: number): void => {
    const value = toValue(cell, kind);
    if (value === null) return;
    xml.add(opening);
    xml.addHundredths(100 * row);
    if (typeof value === "number") {
      xml.add(number);
      xml.addHundredths(kind === "money" ? Number(cell) : 100 * value);
    } else {
      xml.add(text);
      xml.add(escapeXml(value));
    }
    xml.add("</v></c>");
  };
}

/** `0` → `A`, `25` → `Z`, `26` → `AA`. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + index % 26);
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

function escapeXml(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replace(IMPOSSIBLE, "");
}
