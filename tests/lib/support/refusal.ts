import { assertRejects } from "@std/assert";
import { UnreadableFileError } from "../../../lib/unreadable_file.ts";
import { readXlsx } from "../../../lib/xlsx/reader.ts";

/** Every row of a workbook, sheet by sheet. */
export async function readWhole(bytes: Uint8Array) {
  const sheets = [];
  for await (const { rows, ...sheet } of readXlsx(bytes)) {
    sheets.push({ ...sheet, rows: await Array.fromAsync(rows) });
  }
  return sheets;
}

/** What a person is told of a workbook that is refused. */
export async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await assertRejects(() => readWhole(bytes), UnreadableFileError);
  return error.message;
}
