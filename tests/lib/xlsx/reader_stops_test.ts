import { assertRejects } from "@std/assert";
import { UnreadableFileError } from "../../../lib/csv/csv.ts";
import { readXlsx } from "../../../lib/xlsx/reader.ts";
import { streamWorkbook } from "../../../lib/xlsx/writer.ts";
import { aFolder, AUTHOR, aWorkbook, manyRows } from "../support/workbooks.ts";

Deno.test("a workbook that breaks off in the middle is refused", async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/pagos.xlsx`;
  const bytes = await new Response(streamWorkbook(aWorkbook(manyRows(500)), AUTHOR)).bytes();
  await Deno.writeFile(path, bytes.slice(0, bytes.length / 3));
  const reading = async () => {
    for await (const { rows } of readXlsx(await Deno.readFile(path))) await Array.fromAsync(rows);
  };
  await assertRejects(reading, UnreadableFileError);
});

Deno.test("a reader that stops at a row, or at a sheet, leaves no error", async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/pagos.xlsx`;
  await Deno.writeFile(path, streamWorkbook(aWorkbook(manyRows(3000)), AUTHOR));
  for await (const { rows } of readXlsx(await Deno.readFile(path))) {
    for await (const some of rows) if (some.length > 0) break;
    break;
  }
  for await (const _ of readXlsx(await Deno.readFile(path))) break;
});
