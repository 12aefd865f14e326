import type { NumberStyle } from "./formats.ts";
import { unescape } from "./tables.ts";

/** A number that its format shows as another text: `{ number: 123, shown: "CE-0123" }`. */
export type ShownNumber = { number: number; shown: string };
export type XlsxCell =
  | string
  | number
  | boolean
  | Date
  | null
  | ShownNumber
  | { unreadable: string };

/** What the cells of a workbook refer to; `isUncalculated` as `WorkbookParts` has it. */
export type CellTables = {
  strings: string[];
  styles: NumberStyle[];
  uses1904: boolean;
  isUncalculated: boolean;
};

/** A cell as it is in the XML. `formula` begins with `=`, and is empty where there is none. */
export type RawCell = {
  type: string;
  style: string;
  value: string;
  inline: string;
  formula: string;
};

const MAX_FORMULA = 100;
const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** Excel counts a 29/02/1900, so its numbers of the days before are off by one. */
const FIRST_SERIAL = 61;
const NUMBER = /^[-+.\deE]+$/;

/** The value of a cell, null where it has none. */
export function readCell(cell: RawCell, tables: CellTables): XlsxCell {
  const { type, inline, formula } = cell;
  if (type === "inlineStr" || (inline !== "" && cell.value === "")) {
    return unescape(inline === "" ? cell.value : inline);
  }
  if (formula !== "" && isPlaceholder(cell, tables)) return withoutResult(formula);
  if (type === "str") return unescape(cell.value);
  const value = withoutSpaces(cell.value);
  if (value === "") return null;
  if (type === "s") return tables.strings[Number(value)] ?? { unreadable: "?" };
  if (type === "d") return value;
  if (type === "b") return value === "1";
  if (type === "e") return { unreadable: value };
  return readNumber(value, tables.styles[Number(cell.style)], tables.uses1904);
}

/** Few values have spaces around them. */
function withoutSpaces(value: string): string {
  const isPlain = value.charCodeAt(0) > 0x20 && value.charCodeAt(value.length - 1) > 0x20;
  return isPlain ? value : value.trim();
}

/**
 * Programs that do not calculate write 0 or nothing, and leave the calculation to whoever opens the
 * file.
 */
function isPlaceholder({ type, value }: RawCell, { isUncalculated }: CellTables): boolean {
  return isUncalculated ? Number(value) === 0 : value === "" && type !== "str";
}

/** A formula whose result was never stored: written by a program, not yet opened in Excel. */
function withoutResult(formula: string): XlsxCell {
  return { unreadable: formula.slice(0, MAX_FORMULA) };
}

function readNumber(value: string, style: NumberStyle, uses1904: boolean): XlsxCell {
  const number = NUMBER.test(value) ? Number(value) : NaN;
  if (!Number.isFinite(number)) return { unreadable: value.slice(0, MAX_FORMULA) };
  if (style === undefined) return number;
  if (style !== "date") {
    const isShown = number >= 0 && Number.isSafeInteger(number);
    return isShown ? { number, shown: style(number) } : number;
  }
  if (uses1904) return new Date(EPOCH_1904 + Math.round(number * DAY_MS));
  return number < FIRST_SERIAL ? number : new Date(EPOCH_1900 + Math.round(number * DAY_MS));
}
