import { assertEquals, assertRejects } from "@std/assert";
import { UnreadableFileError } from "../../../lib/csv/csv.ts";
import { readXlsx } from "../../../lib/xlsx/reader.ts";
import { aFolder } from "../support/workbooks.ts";

Deno.test("what is no workbook is refused", async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/pagos.xlsx`;
  for (const text of ["", "PK no es un zip", "%PDF-1.7", "NIT;Fecha de Pago\n"]) {
    await Deno.writeTextFile(path, text);
    const reading = async () => await Array.fromAsync(readXlsx(await Deno.readFile(path)));
    const error = await assertRejects(reading, UnreadableFileError);
    assertEquals(error.fault, { code: "broken" });
  }
});
