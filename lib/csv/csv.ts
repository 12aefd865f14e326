import Papa from "papaparse";
import type { ByteSource } from "../byte_source.ts";
import { decodeCsv } from "./encoding.ts";
import { beginTurn, type Turn } from "../turn.ts";
import { UnreadableFileError } from "../unreadable_file.ts";

export { UnreadableFileError } from "../unreadable_file.ts";

export type CsvRow = { cells: string[]; number: number };

const DELIMITERS = [";", ",", "\t"];
/** A row that is longer has a quote that was never closed. */
const MAX_ROW = 1_000_000;
const HEADER_CHARACTERS = 100_000;
const HEADER_ROWS = 20;
/** Few enough to be judged in a small part of a turn. */
const ROWS_AT_ONCE = 250;
/** The wide signs start one where a spreadsheet is set up for Chinese or Japanese. */
const FORMULA_START = /^'*[=+\-@＝＋－＠\t\r\n]/;

/**
 * Reads a CSV of any of the three delimiters, in UTF-8 (with or without BOM) or Windows-1252,
 * quoted as RFC 4180. Rows are numbered as a spreadsheet numbers them, from 1, and come some at a
 * time: a step of their own for each would cost as much as to read it. `isHeader` recognises the header, so that titles above it do not mislead about the delimiter; `common` are
 * words in small letters that tell one encoding from another; at the end of each `turn` others run. Throws UnreadableFileError.
 */
export async function* readCsv(
  file: ByteSource,
  isHeader: (cells: string[]) => boolean = () => false,
  common: ReadonlySet<string> = new Set(),
  turn: Turn = beginTurn(),
): AsyncGenerator<CsvRow[]> {
  let number = 0;
  let rest = "";
  let parse: ((text: string, isLast: boolean) => ParsedWindow) | undefined;
  for await (const { part, isLast } of withEnd(decodeCsv(file, common))) {
    parse ??= parserOf(part, isHeader);
    const parsed = parse(rest + part, isLast);
    rest = parsed.rest;
    for (let at = 0; at < parsed.rows.length; at += ROWS_AT_ONCE) {
      const some = parsed.rows.slice(at, at + ROWS_AT_ONCE);
      yield some.map((cells) => ({ cells, number: ++number }));
      if (turn.isOver()) await turn.end();
    }
  }
}

type ParsedWindow = { rows: string[][]; rest: string };

/** The parts of a text, and at its end an empty one that is marked as the last. */
async function* withEnd(parts: AsyncIterable<string>) {
  for await (const part of parts) yield { part, isLast: false };
  yield { part: "", isLast: true };
}

function parserOf(text: string, isHeader: (cells: string[]) => boolean) {
  const newline = findNewline(text);
  const delimiter = findDelimiter(text, newline, isHeader);
  return (window: string, isLast: boolean): ParsedWindow => {
    if (window === "") return { rows: [], rest: "" };
    const { data, meta, errors } = parseText(window, { delimiter, newline, isLast });
    const isTooLong = meta.cursor === 0 && window.length > MAX_ROW;
    if (isLast ? errors.some(isMissingQuote) : isTooLong) {
      throw new UnreadableFileError({ code: "openCell" });
    }
    return { rows: data.map(withoutReturn), rest: isLast ? "" : window.slice(meta.cursor) };
  };
}

/** What ends rows: CR where the first row ends with a CR alone, whatever is inside quotes. */
function findNewline(text: string): "\n" | "\r" {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"' && (isQuoted || CELL_STARTS.includes(text[at - 1] ?? ""))) {
      isQuoted = !isQuoted;
    } else if (sign === "\n" && !isQuoted) return "\n";
    else if (sign === "\r" && !isQuoted) return endsWithFeed(text, at) ? "\n" : "\r";
  }
  return "\n";
}

/** CRLF, or CRCRLF, which programs make of it in text mode. */
function endsWithFeed(text: string, at: number): boolean {
  let next = at;
  while (text[next] === "\r") next++;
  return text[next] === "\n" || next === text.length;
}

const CELL_STARTS = ["", "\n", "\r", ...DELIMITERS];

type ParseOptions = { delimiter: string; newline: "\n" | "\r"; isLast: boolean; preview?: number };

function parseText(text: string, { isLast, ...options }: ParseOptions) {
  const parser = new Papa.Parser({ ...options, quoteChar: '"', escapeChar: '"' });
  return parser.parse(text, 0, !isLast);
}

/** A text, a number as it must be written, or nothing. */
export type CsvCell = string | { number: string } | null;

/**
 * One line of a CSV for spreadsheets: texts that would start a formula get an apostrophe in front,
 * which `readCsv` removes again; numbers are written as they are.
 */
export function csvLine(cells: CsvCell[]): string {
  return cells.map((cell) => {
    if (cell === null) return "";
    if (typeof cell === "object") return cell.number;
    const text = FORMULA_START.test(cell) ? `'${cell}` : cell;
    return /[;,"\r\n\t']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(";") + "\r\n";
}

/** Rows end with LF or CRLF, even in one file; a CR belongs to no cell. */
function withoutReturn(cells: string[]): string[] {
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? "";
    if (index === cells.length - 1) cells[index] = withoutGuard(withoutReturns(cell));
    else if (cell.startsWith("'")) cells[index] = withoutGuard(cell);
  }
  return cells;
}

function withoutReturns(cell: string): string {
  let end = cell.length;
  while (cell[end - 1] === "\r") end--;
  return cell.slice(0, end);
}

function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}

function isMissingQuote({ code }: { code: string }): boolean {
  return code === "MissingQuotes";
}

/** The delimiter that makes a header of one of the first rows, else the one that is used most. */
function findDelimiter(
  text: string,
  newline: "\n" | "\r",
  isHeader: (cells: string[]) => boolean,
): string {
  const start = text.slice(0, HEADER_CHARACTERS);
  const options = { newline, isLast: true, preview: HEADER_ROWS };
  const known = DELIMITERS.find((delimiter) =>
    parseText(start, { ...options, delimiter }).data.some((cells: string[]) =>
      isHeader(withoutReturn(cells))
    )
  );
  return known ?? guessDelimiter(start);
}

/** The delimiter that the header row uses most, outside quotes. */
function guessDelimiter(text: string): string {
  const header = text.slice(0, 10_000).replace(/"[^"]*"/g, "").split(/\r\n|\n|\r/)
    .find((line) => line.trim() !== "") ?? "";
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ";";
}
