import type { SheetCell, SummaryRow, WorkbookPlan } from "../../../lib/xlsx/writer.ts";

/** Who makes the workbooks of the tests. */
export const AUTHOR = "Mutual Ser";

/** A workbook of one table with a text, an amount and a date a row, and a summary. */
export function aWorkbook(rows: SheetCell[][], summary: SummaryRow[] = []): WorkbookPlan {
  return {
    tables: [{
      name: "Comprobantes",
      columns: [
        { header: "N° Documento", kind: "text", width: 26 },
        { header: "Valor Pago", kind: "money", width: 20 },
        { header: "Fecha de Pago", kind: "date", width: 12 },
      ],
      rows: [rows],
    }],
    summary: { name: "Resumen", rows: () => summary },
  };
}

/** Rows enough that a workbook is written in many parts. */
export function manyRows(count: number): SheetCell[][] {
  return Array.from({ length: count }, (_, index) => [`FEV-${index}`, index * 100, "2026-01-31"]);
}

export type TestFolder = AsyncDisposable & { path: string };

/** A folder that is gone with the test. */
export async function aFolder(): Promise<TestFolder> {
  const path = await Deno.makeTempDir({ prefix: "zona-ser-" });
  return {
    path,
    async [Symbol.asyncDispose]() {
      await Deno.remove(path, { recursive: true });
    },
  };
}
