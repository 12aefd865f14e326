import { assertEquals } from "@std/assert";
import {
  columnLetters,
  describeFinding,
  emptyReport,
  isOfRecords,
  type LoadReport,
  summarize,
} from "../../../domain/loads/report.ts";

Deno.test("columns have the letters of a spreadsheet", () => {
  const table: [index: number, letters: string][] = [
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [51, "AZ"],
    [52, "BA"],
    [701, "ZZ"],
    [702, "AAA"],
    [16_383, "XFD"],
  ];
  for (const [index, letters] of table) assertEquals(columnLetters(index), letters);
});

Deno.test("a finding is one line that names file, sheet and cell", () => {
  const finding = {
    file: "comprobantes.csv",
    sheet: null,
    cell: "C14",
    column: "Fecha de Pago",
    value: "31/02/2026",
    message: "la fecha 31/02/2026 no existe",
  };
  assertEquals(describeFinding(finding), "comprobantes.csv, C14: la fecha 31/02/2026 no existe");
  assertEquals(
    describeFinding({ ...finding, file: "pagos.xlsx", sheet: "Comprobantes" }),
    "pagos.xlsx, Comprobantes, C14: la fecha 31/02/2026 no existe",
  );
  assertEquals(
    describeFinding({ ...finding, cell: null, message: "está vacío" }),
    "comprobantes.csv: está vacío",
  );
});

const NOTHING = emptyReport({ id: "1", number: null }, "waiting");
const brings = (some: Partial<LoadReport>) => summarize({ ...NOTHING, ...some });
const counts = (fresh: number, changed: number) => ({ new: fresh, changed, unchanged: 3 });

Deno.test("a load is of records alone where it has neither payments nor providers", () => {
  assertEquals(isOfRecords(brings({ offices: counts(1, 0) })), true);
  for (const kind of ["vouchers", "settlements", "providers"] as const) {
    assertEquals(isOfRecords(brings({ offices: counts(1, 0), [kind]: counts(0, 0) })), false);
  }
});
