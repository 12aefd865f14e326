import { assertEquals } from "@std/assert";
import exceljs from "exceljs";
import { readXlsx } from "../../../lib/xlsx/reader.ts";
import { streamWorkbook } from "../../../lib/xlsx/writer.ts";
import { aFolder, AUTHOR, aWorkbook, manyRows } from "../support/workbooks.ts";

async function readWhole(path: string) {
  const sheets = [];
  for await (const { sheet, rows } of readXlsx(await Deno.readFile(path))) {
    sheets.push({ sheet, rows: (await Array.fromAsync(rows)).flat().map(({ cells }) => cells) });
  }
  return sheets;
}

Deno.test("what streamWorkbook writes is read back, every time: sheets, names and types", async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/a.xlsx`;
  const summary = [{
    name: "Total",
    kind: "money" as const,
    value: { formula: "SUM(A1)", cents: 0 },
  }];
  for (const count of [1, 3, 3000]) {
    await Deno.writeFile(path, streamWorkbook(aWorkbook(manyRows(count), summary), AUTHOR));
    for (let time = 0; time < 10; time++) {
      const [table, last, ...others] = await readWhole(path);
      assertEquals([table?.sheet, last?.sheet, others], ["Comprobantes", "Resumen", []]);
      assertEquals(table?.rows.length, count + 1);
      assertEquals(table?.rows[1], ["FEV-0", 0, new Date("2026-01-31T00:00:00Z")]);
      assertEquals(last?.rows, [["Total", 0]]);
    }
  }
});

Deno.test("a workbook with shared strings, as exceljs writes it, is read every time", async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/a.xlsx`;
  const workbook = new exceljs.Workbook();
  for (const name of ["Uno", "Dos"]) {
    const sheet = workbook.addWorksheet(name);
    sheet.addRow(["NIT", "Fecha", "Vacía", "Valor"]);
    sheet.addRow(["900356158", new Date("2026-01-31T00:00:00Z"), null, {
      formula: "1-1",
      result: 0,
    }]);
    sheet.addRow([{ richText: [{ text: "ne" }, { text: "gro" }] }, true, { error: "#N/A" }, 1.5]);
  }
  await workbook.xlsx.writeFile(path);
  const rows = [
    ["NIT", "Fecha", "Vacía", "Valor"],
    ["900356158", new Date("2026-01-31T00:00:00Z"), null, 0],
    ["negro", true, { unreadable: "#N/A" }, 1.5],
  ];
  for (let time = 0; time < 10; time++) {
    assertEquals(await readWhole(path), [{ sheet: "Uno", rows }, { sheet: "Dos", rows }]);
  }
});
