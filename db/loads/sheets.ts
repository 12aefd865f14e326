import type { Sheet } from "../../domain/loads/files.ts";
import { NAMELESS_FILE } from "../../domain/file_name.ts";
import { isCompleteHeader } from "../../domain/loads/kind.ts";
import { NAME_WORDS } from "../../domain/name_words.ts";
import { readCsv } from "../../lib/csv.ts";
import { fileKind } from "../../lib/upload/file_kind.ts";
import { shownFileName, shownText } from "../../lib/upload/file_name.ts";
import { UnreadableFileError } from "../../lib/unreadable_file.ts";

/** A payment file: on the disk, or as a browser sent it. Its name is shown, never opened. */
export type FileSource = { name: string } & ({ path: string } | { bytes: Uint8Array });

const MAX_BYTES = 200 * 2 ** 20;

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
    const bytes = "path" in source ? await readFile(source.path, file) : source.bytes;
    for await (const table of named(file, () => tablesOf(bytes))) {
      yield { ...table, file, rows: named(file, () => table.rows) };
    }
  }
}

async function readFile(path: string, file: string): Promise<Uint8Array> {
  const { size } = await Deno.stat(path);
  if (size > MAX_BYTES) {
    throw new UnreadableFileError({ code: "tooHeavy", maxBytes: MAX_BYTES }, file);
  }
  return await Deno.readFile(path);
}

/** `pagos.csv`, `pagos.csv (2)`: two files of one name must not be taken for one in the report. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  return free;
}

async function* tablesOf(bytes: Uint8Array): AsyncGenerator<Omit<Sheet, "file">> {
  if (fileKind(bytes) === "text") {
    yield { sheet: null, rows: readCsv(bytes, isCompleteHeader, NAME_WORDS) };
    return;
  }
  // Zip and XML are loaded with the first workbook, not with the first page.
  const { readXlsx } = await import("../../lib/xlsx/reader.ts");
  for await (const { sheet, ...table } of readXlsx(bytes)) {
    yield { ...table, sheet: shownText(sheet) };
  }
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
