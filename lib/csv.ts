import Papa from "papaparse";

/** A file that cannot be read at all; the message is for the person who sent it. */
export class UnreadableFileError extends Error {}

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
  const format = { delimiter: guessDelimiter(text), newline: firstNewline(text) };
  let number = 0;
  while (text !== "") {
    const window = text.slice(0, WINDOW_CHARACTERS);
    const isLast = window.length === text.length;
    const parser = new Papa.Parser({ ...format, quoteChar: '"', escapeChar: '"' });
    const { data, meta, errors } = parser.parse(window, 0, !isLast);
    const isUnclosed = isLast ? errors.some(isMissingQuote) : meta.cursor === 0;
    if (isUnclosed) throw new UnreadableFileError("tiene una celda sin cerrar");
    for (const cells of data) yield { cells: cells.map(withoutGuard), number: ++number };
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

/** The sign that ends the first row is the one that ends them all. */
function firstNewline(text: string): "\r\n" | "\n" {
  return /^(?:[^"\n]|"[^"]*")*?\r\n/.test(text.slice(0, 10_000)) ? "\r\n" : "\n";
}

/** The delimiter that the header row uses most, outside quotes. */
function guessDelimiter(text: string): string {
  const header = text.slice(0, 10_000).replace(/"[^"]*"/g, "").split(/\r?\n/)
    .find((line) => line.trim() !== "") ?? "";
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ";";
}
