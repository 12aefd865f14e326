import type { Sheet } from "../domain/load.ts";
import { readCsv, UnreadableFileError } from "../lib/csv.ts";
import { readXlsx } from "../lib/xlsx_reader.ts";

const ZIP_START = [0x50, 0x4b];

/** The tables of payment files on disk, each read when it is asked for. Throws UnreadableFileError. */
export async function* readSheets(paths: string[]): AsyncGenerator<Sheet> {
  for (const path of paths) {
    const file = path.split("/").at(-1) ?? path;
    try {
      yield* await isWorkbook(path) ? readWorkbook(path, file) : readTable(path, file);
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error;
      throw new UnreadableFileError(`${file}: ${error.message}`);
    }
  }
}

async function* readWorkbook(path: string, file: string): AsyncGenerator<Sheet> {
  for await (const { sheet, rows } of readXlsx(await Deno.readFile(path))) {
    yield { file, sheet, rows };
  }
}

async function* readTable(path: string, file: string): AsyncGenerator<Sheet> {
  yield { file, sheet: null, rows: readCsv(await Deno.readFile(path)) };
}

/** A workbook is a zip, whatever its name says. */
async function isWorkbook(path: string): Promise<boolean> {
  using file = await Deno.open(path);
  const start = new Uint8Array(2);
  await file.read(start);
  return ZIP_START.every((byte, index) => start[index] === byte);
}
