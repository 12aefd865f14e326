import type { Sheet } from "../../domain/loads/files.ts";
import { NAMELESS_FILE } from "../../domain/file_name.ts";
import { isCompleteHeader } from "../../domain/loads/kind.ts";
import { NAME_WORDS } from "../../domain/name_words.ts";
import { bytesOf, type ByteSource, fileBytes } from "../../lib/byte_source.ts";
import { readCsv } from "../../lib/csv/csv.ts";
import { beginTurn } from "../../lib/turn.ts";
import { fileKind, isContainer, START_BYTES } from "../../lib/upload/file_kind.ts";
import { shownFileName, shownText } from "../../lib/upload/file_name.ts";
import { UnreadableFileError } from "../../lib/unreadable_file.ts";

/** A payment file: on the disk, or bytes wherever they are. Its name is shown, never opened. */
export type FileSource =
  & { name: string }
  & ({ path: string } | { bytes: Uint8Array | ByteSource });

/** A workbook is read into memory; a CSV on the disk is not, and may be as long as a register. */
const MAX_BYTES = 200 * 2 ** 20;
const MAX_CSV_BYTES = 2 * 2 ** 30;
/** Files on the disk are read by commands, in whose process only signals and signs of life wait. */
export const COMMAND_TURN_MS = 100;

/** The tables of payment files on disk, each read when it is asked for. Throws UnreadableFileError. */
export function readSheets(paths: string[]): AsyncGenerator<Sheet> {
  return readUpload(paths.map((path) => ({ name: path, path })));
}

/** As `readSheets`, for uploaded files; each is opened when it is its turn. */
export async function* readUpload(files: FileSource[]): AsyncGenerator<Sheet> {
  const taken = new Set<string>();
  for (const source of files) {
    const file = freeName(shownFileName(source.name, NAMELESS_FILE), taken);
    taken.add(file);
    for await (const table of named(file, () => tablesOf(source))) {
      yield { ...table, file, rows: named(file, () => table.rows) };
    }
  }
}

async function* tablesOf(source: FileSource): AsyncGenerator<Omit<Sheet, "file">> {
  if ("bytes" in source) {
    const { bytes } = source;
    yield* readTables("read" in bytes ? bytes : bytesOf(bytes));
    return;
  }
  using file = await Deno.open(source.path);
  const { size } = await file.stat();
  // Files that are made while they are read say no size; reading them to the end tells what they are.
  const bytes = size > 0 ? fileBytes(file, size) : bytesOf(await Deno.readFile(source.path));
  yield* readTables(bytes, beginTurn(COMMAND_TURN_MS));
}

async function* readTables(
  file: ByteSource,
  turn = beginTurn(),
): AsyncGenerator<Omit<Sheet, "file">> {
  const start = await file.read(0, START_BYTES);
  const [isWhole, maxBytes] = isContainer(start) ? [true, MAX_BYTES] : [false, MAX_CSV_BYTES];
  if (file.size > maxBytes) throw new UnreadableFileError({ code: "tooHeavy", maxBytes });
  const bytes = isWhole ? await file.read(0, file.size) : start;
  if (fileKind(bytes) === "text") {
    yield { sheet: null, rows: readCsv(file, isCompleteHeader, NAME_WORDS, turn) };
    return;
  }
  // Zip and XML are loaded with the first workbook, not with the first page.
  const { readXlsx } = await import("../../lib/xlsx/reader.ts");
  for await (const { sheet, ...table } of readXlsx(bytes)) {
    yield { ...table, sheet: shownText(sheet) };
  }
}

/** `pagos.csv`, `pagos.csv (2)`: two files of one name must not be taken for one in the report. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  return free;
}

/** Iterates, and names the file in the error where it cannot be read. */
async function* named<Item>(file: string, walk: () => AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* walk();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    throw new UnreadableFileError(error.fault, file);
  }
}
