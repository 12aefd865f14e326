import { addError, addWarning } from "./findings.ts";
import { type FileKind, type HeaderReading, kindsOf, readHeader } from "./kind.ts";
import { type Cell, describeCell, findingAt, type Row, type Table } from "./cell.ts";
import type { JudgedFiles, Sheet } from "./files.ts";
import { placeKindByName, READ_AS_OFFICES } from "../places/place_kind.ts";
import { plainTexts } from "../plain_text.ts";
import { columnLetters, type Finding } from "./report.ts";
import {
  missingSentence,
  notYoursSentence,
  repeatedSentence,
  unknownSentence,
} from "./unreadable.ts";

/**
 * A table may have titles above it; its header is looked for in this many rows that are not blank.
 */
const HEADER_ROWS = 20;
/** A title fills a cell or two; a longer row may be data in the wrong place. */
const TITLE_CELLS = 2;
const SHIFT_1904 = 1462;

/** A table whose header was found. `total` is its last row where that is a totals row. */
export type KnownTable = {
  table: Table;
  kind: FileKind;
  width: number;
  rows: AsyncIterable<Row[]>;
  total?: Row | undefined;
};

/**
 * Finds the header of a table among its first rows and judges it. Undefined where the table cannot
 * or must not be read; the reason is then noted in `files`.
 */
export async function openTable(files: JudgedFiles, sheet: Sheet): Promise<KnownTable | undefined> {
  const table = newTable(files, sheet);
  files.order.push({ file: sheet.file, sheet: sheet.sheet });
  const filled = filledRows(sheet.rows);
  const first = await takeRows(filled, HEADER_ROWS);
  const header = findHeader(first.slice(0, HEADER_ROWS));
  const kind = header
    ? judgeHeader(files, table, header, sheet)
    : judgeUnknown(files, table, first);
  if (!kind || !header) {
    await filled.return(undefined);
    return undefined;
  }
  for (const row of first.slice(0, header.index)) judgeAbove(files, table, row);
  const rows = resume(first.slice(header.index + 1), filled);
  return { table, kind, width: header.row.cells.length, rows };
}

type FoundHeader = { index: number; row: Row; reading: HeaderReading };

/** The first complete header, else the row that comes nearest to one. */
function findHeader(rows: Row[]): FoundHeader | undefined {
  const found = rows.flatMap((row, index) => {
    const reading = readHeader(row.cells.map((cell) => typeof cell === "string" ? cell : ""));
    return reading ? [{ index, row, reading }] : [];
  });
  const complete = found.find(({ reading }) => reading.missing.length === 0);
  return complete ?? found.toSorted((one, other) => columnCount(other) - columnCount(one))[0];
}

function columnCount({ reading }: FoundHeader): number {
  return reading.places.filter((place) => place !== undefined).length;
}

function newTable(files: JudgedFiles, { file, sheet, uses1904 = false }: Sheet): Table {
  return {
    file,
    sheet,
    places: new Map(),
    findings: files,
    serialShift: uses1904 ? SHIFT_1904 : 0,
    notations: new Map(),
    ambiguous: [],
    nits: new Map(),
    dates: new Map(),
    shortYears: new Set(),
    untimed: new Set(),
  };
}

/** A CSV of no known kind is an error, a sheet of no known kind a warning. */
function judgeUnknown(files: JudgedFiles, table: Table, rows: Row[]): undefined {
  const message = unknownSentence();
  if (rows.length === 0) addWarning(files, wholeTable(table, "está vacío"));
  else if (table.sheet === null) addError(files, wholeTable(table, message));
  else addWarning(files, wholeTable(table, message));
}

/**
 * What nobody sees in Excel must not be published unseen: a hidden sheet is left out with a
 * warning.
 */
function judgeHeader(
  files: JudgedFiles,
  table: Table,
  { row, reading }: FoundHeader,
  { isHidden = false, hiddenColumns }: Sheet,
): FileKind | undefined {
  if (isHidden) {
    const message = "la hoja está oculta y no se tuvo en cuenta: muéstrela si debe cargarse";
    addWarning(files, wholeTable(table, message));
    return undefined;
  }
  for (const [index, column] of reading.places.entries()) {
    if (!column) continue;
    table.places.set(column.key, { index, column });
    if (!hiddenColumns?.has(index)) continue;
    const message = `la columna ${column.header} está oculta y se tuvo en cuenta`;
    addWarning(files, { ...findingAt(table, row, column.key), message });
  }
  const { missing, repeated } = reading;
  if (missing.length > 0) addError(files, wholeTable(table, missingSentence(missing)));
  if (repeated.length > 0) addError(files, wholeTable(table, repeatedSentence(repeated)));
  for (const { index, header } of reading.unknown) {
    const cell = `${columnLetters(index)}${row.number}`;
    const message = `la columna ${header} no se conoce y no se tuvo en cuenta`;
    addWarning(files, { ...wholeTable(table, message), cell, column: header });
  }
  if (missing.length + repeated.length === 0) return judgeKind(files, table, reading.kind);
  files.unread.add(reading.kind);
  return undefined;
}

function judgeKind(files: JudgedFiles, table: Table, kind: FileKind): FileKind | undefined {
  if (files.subject && !kindsOf(files.subject).includes(kind)) {
    addError(files, wholeTable(table, notYoursSentence(kind, files.subject)));
    files.unread.add(kind);
    return undefined;
  }
  if (kind !== "offices") return kind;
  const named = placeKindByName(table);
  if (!named) addWarning(files, wholeTable(table, READ_AS_OFFICES));
  return named ?? kind;
}

function judgeAbove(files: JudgedFiles, table: Table, row: Row): void {
  if (row.cells.filter((cell) => !isBlank(cell)).length <= TITLE_CELLS) return;
  const message = "la fila está encima del encabezado y no se tuvo en cuenta";
  addWarning(files, { ...findingAt(table, row, ""), message });
}

/** A value to the right of the header belongs to no column. */
export function judgeStrayCells({ table, width }: KnownTable, row: Row): void {
  if (row.cells.length <= width) return;
  const stray = row.cells.findIndex((cell, index) => index >= width && !isBlank(cell));
  if (stray === -1) return;
  addError(table.findings, {
    ...findingAt(table, row, ""),
    cell: `${columnLetters(stray)}${row.number}`,
    value: describeCell(row.cells[stray] ?? null),
    message: "la fila tiene más celdas que el encabezado",
  });
}

/** The rows that have something in them, their texts as a person sees them. */
async function* filledRows(parts: AsyncIterable<Row[]>): AsyncGenerator<Row[], undefined> {
  for await (const rows of parts) {
    const filled: Row[] = [];
    for (const row of rows) {
      const cells = plainTexts(row.cells);
      if (!cells.every(isBlank)) filled.push(cells === row.cells ? row : { ...row, cells });
    }
    yield filled;
  }
}

/** So many rows, where there are, and what came with the last of them. */
async function takeRows(parts: AsyncGenerator<Row[]>, minRows: number): Promise<Row[]> {
  const taken: Row[] = [];
  while (taken.length < minRows) {
    const { done, value } = await parts.next();
    if (done) break;
    taken.push(...value);
  }
  return taken;
}

async function* resume(taken: Row[], parts: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  yield taken;
  yield* parts;
}

export function isBlank(cell: Cell): boolean {
  return cell === null || cell === "";
}

function wholeTable(table: Table, message: string): Finding {
  const { file, sheet } = table;
  return { file, sheet, cell: null, column: null, value: null, message };
}
