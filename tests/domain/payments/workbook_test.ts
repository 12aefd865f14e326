import { assertEquals } from "@std/assert";
import {
  downloadName,
  namedSheet,
  SETTLEMENT_SHEET,
  type SummaryFacts,
  summaryLines,
  VOUCHER_SHEET,
} from "../../../domain/payments/workbook.ts";
import { aStoredVoucher } from "../support/records.ts";

const FACTS: SummaryFacts = {
  provider: { nit: "900356158", legalName: "Clínica A S.A.S." },
  scope: { from: "2026-01-01", to: "2026-01-31" },
  madeAt: "01/04/2026 10:00",
  madeBy: "Marta Negrete",
  vouchers: [
    aStoredVoucher({ settlementCount: 2, settledAmount: 90_000, unappliedAmount: 7_000 }),
    aStoredVoucher({ settlementCount: 1, settledAmount: 99_000, unappliedAdvanceAmount: 1_000 }),
  ],
  leftOut: { annulledCount: 0, returnedCount: 0 },
  isNamed: false,
  rowCounts: { vouchers: 2, settlements: 3 },
};

function valuesOf(facts: SummaryFacts) {
  return summaryLines(facts).map(({ name, value }) => [name, value]);
}

Deno.test("a download is named by the EPS, the NIT and what it is of", () => {
  const nit = "900356158";
  assertEquals(
    downloadName("Mutual Ser", nit, { documentNumber: "1500086213" }),
    "MutualSer_900356158_1500086213",
  );
  assertEquals(
    downloadName("Mutual Ser", nit, { from: "2026-01-01", to: "2026-01-31" }),
    "MutualSer_900356158_2026-01-01_2026-01-31",
  );
  assertEquals(
    downloadName("Nueva  EPS S.A.", nit, { documentNumber: "1" }),
    `NuevaEPSS.A._${nit}_1`,
  );
});

Deno.test("Resumen says of whom, what, when and by whom, and adds up by formulas", () => {
  assertEquals(valuesOf(FACTS), [
    ["Prestador", "Clínica A S.A.S."],
    ["NIT", "900.356.158-8"],
    ["Periodo", "01/01/2026 a 31/01/2026"],
    ["Hecho el", "01/04/2026 10:00"],
    ["Hecho por", "Marta Negrete"],
    ["Comprobantes", 2],
    ["Facturas", 3],
    ["Valor Pago", { formula: "SUM(Comprobantes!G2:G3)", cents: 200_000 }],
    ["Suma de Valor Pagado", { formula: "SUM(Facturas!F2:F4)", cents: 189_000 }],
    ["Valor Pendiente por Aplicar", { formula: "SUM(Comprobantes!H2:H3)", cents: 7_000 }],
    ["Valor Pendiente por Aplicar Anticipo", { formula: "SUM(Comprobantes!I2:I3)", cents: 1_000 }],
    ["Pagado sin facturas", 0],
    ["Diferencia", { formula: "B8-B9-B10-B11-B12", cents: 3_000 }],
  ]);
});

Deno.test("the columns that the formulas sum are those of their names", () => {
  const letterOf = (sheet: typeof VOUCHER_SHEET, header: string) =>
    String.fromCharCode(65 + sheet.columns.findIndex((column) => column.header === header));
  assertEquals(letterOf(VOUCHER_SHEET, "Valor Pago"), "G");
  assertEquals(letterOf(VOUCHER_SHEET, "Valor Pendiente por Aplicar"), "H");
  assertEquals(letterOf(VOUCHER_SHEET, "Valor Pendiente por Aplicar Anticipo"), "I");
  assertEquals(letterOf(SETTLEMENT_SHEET, "Valor Pagado"), "F");
  const named = namedSheet(SETTLEMENT_SHEET);
  assertEquals([named.columns[0]?.header, letterOf(named, "Valor Pagado")], ["NIT", "G"]);
  assertEquals(letterOf(namedSheet(VOUCHER_SHEET), "Valor Pendiente por Aplicar Anticipo"), "J");
  const sums = Object.fromEntries(valuesOf({ ...FACTS, isNamed: true }));
  assertEquals(sums["Suma de Valor Pagado"], { formula: "SUM(Facturas!G2:G4)", cents: 189_000 });
  assertEquals(
    sums["Valor Pendiente por Aplicar Anticipo"],
    { formula: "SUM(Comprobantes!J2:J3)", cents: 1_000 },
  );
});

Deno.test("one voucher is named instead of a range", () => {
  const facts = { ...FACTS, scope: { documentNumber: "1500086213" } };
  assertEquals(valuesOf(facts)[2], ["Comprobante", "1500086213"]);
});

Deno.test("annulled and returned vouchers have lines of their own and the formulas go down", () => {
  const annulled = valuesOf({ ...FACTS, leftOut: { annulledCount: 4, returnedCount: 0 } });
  assertEquals(annulled[7], ["Anulados, no incluidos", 4]);
  assertEquals(annulled.at(-1), ["Diferencia", { formula: "B9-B10-B11-B12-B13", cents: 3_000 }]);
  const both = valuesOf({ ...FACTS, leftOut: { annulledCount: 4, returnedCount: 1 } });
  assertEquals(both[8], ["Devueltos, no incluidos", 1]);
  assertEquals(both.at(-1), ["Diferencia", { formula: "B10-B11-B12-B13-B14", cents: 3_000 }]);
});

Deno.test("the formulas of an empty range sum nothing and name no header", () => {
  const rowCounts = { vouchers: 0, settlements: 0 };
  const values = valuesOf({ ...FACTS, vouchers: [], rowCounts });
  assertEquals(values[7], ["Valor Pago", { formula: "SUM(Comprobantes!G2:G2)", cents: 0 }]);
  assertEquals(values[8], ["Suma de Valor Pagado", { formula: "SUM(Facturas!F2:F2)", cents: 0 }]);
});

Deno.test("the sheets are called as the manual calls their tables", () => {
  assertEquals([VOUCHER_SHEET.name, VOUCHER_SHEET.columns.length], ["Comprobantes", 9]);
  assertEquals([SETTLEMENT_SHEET.name, SETTLEMENT_SHEET.columns.length], ["Facturas", 20]);
});
