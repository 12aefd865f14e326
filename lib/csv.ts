import Papa from "papaparse";
import { letOthersRun } from "./turn.ts";

/** A file that cannot be read at all; the message is for the person who sent it. */
export class UnreadableFileError extends Error {
  constructor(message: string, readonly file = "") {
    super(message);
  }
}

export type CsvRow = { cells: string[]; number: number };

const DELIMITERS = [";", ",", "\t"];
const WINDOW_CHARACTERS = 1_000_000;
const FORMULA_START = /^'*[=+\-@\t\r]/;

/**
 * Reads a CSV of any of the three delimiters, in UTF-8 (with or without BOM) or Windows-1252,
 * quoted as RFC 4180. Rows are numbered as a spreadsheet numbers them, from 1.
 */
export async function* readCsv(bytes: Uint8Array): AsyncGenerator<CsvRow> {
  let text = decode(bytes);
  const delimiter = guessDelimiter(text);
  let number = 0;
  while (text !== "") {
    const window = text.slice(0, WINDOW_CHARACTERS);
    const isLast = window.length === text.length;
    const parser = new Papa.Parser({ delimiter, newline: "\n", quoteChar: '"', escapeChar: '"' });
    const { data, meta, errors } = parser.parse(window, 0, !isLast);
    const isUnclosed = isLast ? errors.some(isMissingQuote) : meta.cursor === 0;
    if (isUnclosed) throw new UnreadableFileError("tiene una celda sin cerrar");
    for (const cells of data) yield { cells: withoutReturn(cells), number: ++number };
    await letOthersRun();
    text = isLast ? "" : text.slice(meta.cursor);
  }
}

/**
 * One line of a CSV that spreadsheets read as it stands: texts that would start a formula get an
 * apostrophe in front, which `readCsv` takes away again; numbers are written as they are.
 */
export function csvLine(cells: (string | { number: string } | null)[]): string {
  return cells.map((cell) => {
    if (cell === null) return "";
    if (typeof cell === "object") return cell.number;
    const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
    return /[;,"\r\n\t']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(";") + "\r\n";
}

/** Rows end with LF or CRLF, even in one file; the CR belongs to no cell. */
function withoutReturn(cells: string[]): string[] {
  return cells.map((cell, index) =>
    withoutGuard(index === cells.length - 1 && cell.endsWith("\r") ? cell.slice(0, -1) : cell)
  );
}

function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}

function isMissingQuote({ code }: { code: string }): boolean {
  return code === "MissingQuotes";
}

function decode(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new UnreadableFileError("está en UTF-16: guárdelo como CSV UTF-8");
  }
  if (bytes.includes(0)) throw new UnreadableFileError("no es un archivo CSV");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The delimiter that the header row uses most, outside quotes. */
function guessDelimiter(text: string): string {
  const header = text.slice(0, 10_000).replace(/"[^"]*"/g, "").split(/\r?\n/)
    .find((line) => line.trim() !== "") ?? "";
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ";";
}
