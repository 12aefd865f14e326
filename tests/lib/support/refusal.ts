import { assertRejects } from "@std/assert";
import { type UnreadableFault, UnreadableFileError } from "../../../lib/unreadable_file.ts";
import { readXlsx } from "../../../lib/xlsx/reader.ts";

/** Every row of a workbook, sheet by sheet. */
export async function readWhole(bytes: Uint8Array) {
  const sheets = [];
  for await (const { rows, ...sheet } of readXlsx(bytes)) {
    sheets.push({ ...sheet, rows: (await Array.fromAsync(rows)).flat() });
  }
  return sheets;
}

/** Why a workbook is refused. */
export async function refusal(bytes: Uint8Array): Promise<UnreadableFault> {
  const error = await assertRejects(() => readWhole(bytes), UnreadableFileError);
  return error.fault;
}
