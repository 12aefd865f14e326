import type { Sheet } from "../domain/load.ts";
import { readCsv, UnreadableFileError } from "../lib/csv.ts";
import { readXlsx } from "../lib/xlsx_reader.ts";

const ZIP_START = [0x50, 0x4b];

/** The tables of payment files on disk, each read when it is asked for. Throws UnreadableFileError. */
export async function* readSheets(paths: string[]): AsyncGenerator<Sheet> {
  for (const path of paths) {
    const file = path.split("/").at(-1) ?? path;
    const bytes = await Deno.readFile(path);
    const sheets = isWorkbook(bytes) ? named(file, () => readXlsx(bytes)) : [readTable(bytes)];
    for await (const { sheet, rows } of sheets) {
      yield { file, sheet, rows: named(file, () => rows) };
    }
  }
}

function readTable(bytes: Uint8Array) {
  return { sheet: null, rows: readCsv(bytes) };
}

/** Walks on, and says of which file it was where the file cannot be read. */
async function* named<Item>(file: string, walk: () => AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* walk();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    throw new UnreadableFileError(error.message, file);
  }
}

/** A workbook is a zip, whatever its name says. */
function isWorkbook(bytes: Uint8Array): boolean {
  return ZIP_START.every((byte, index) => bytes[index] === byte);
}
