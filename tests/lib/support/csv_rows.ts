import { bytesOf } from "../../../lib/byte_source.ts";
import { type CsvRow, readCsv } from "../../../lib/csv/csv.ts";

/** Every row of a CSV, text as UTF-8. */
export async function readAll(file: string | Uint8Array): Promise<CsvRow[]> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  return (await Array.fromAsync(readCsv(bytesOf(bytes)))).flat();
}

/** Its cells, without the blank row behind the last newline. */
export async function rowsOf(file: string | Uint8Array): Promise<string[][]> {
  const rows = (await readAll(file)).map(({ cells }) => cells);
  return rows.at(-1)?.join("") === "" ? rows.slice(0, -1) : rows;
}
