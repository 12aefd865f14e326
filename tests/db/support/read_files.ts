import { judgeSheet } from "../../../domain/loads/load.ts";
import { noFiles } from "../../../domain/loads/files.ts";
import { unreadableSentence } from "../../../domain/loads/unreadable.ts";
import { UnreadableFileError } from "../../../lib/unreadable_file.ts";
import { readSheets } from "../../../db/loads/sheets.ts";

/**
 * Reads each file by itself and prints what a person is told about it; run with almost no
 * permission.
 */
for (const path of Deno.args) {
  const files = noFiles();
  try {
    for await (const sheet of readSheets([path])) await judgeSheet(files, sheet);
    console.log(`${files.rowCount} filas`);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    console.log(unreadableSentence(error.fault));
  }
}
