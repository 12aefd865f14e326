import { assertEquals } from "@std/assert";
import type { Finding, LoadReport } from "../../../domain/loads/report.ts";
import { reportWorkbook } from "../../../domain/loads/report_workbook.ts";
import { streamWorkbook } from "../../../lib/xlsx/writer.ts";
import { readWhole } from "../../lib/support/refusal.ts";
import { unzip } from "../../lib/support/unzip.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";

const HEADER = ["Archivo", "Hoja", "Celda", "Columna", "Valor", "Qué corregir"];

function aFinding(value: string | null, wish: Partial<Finding> = {}): Finding {
  const place = { file: "pagos.xlsx", sheet: "Enero", cell: "E2", column: "Valor Pago" };
  return { ...place, value, message: "Valor Pago no es un número", ...wish };
}

function aReport(errors: Finding[], warnings: Finding[] = []): LoadReport {
  const counts = { new: 2, changed: 1, unchanged: 0 };
  return {
    id: "5f0c",
    number: "2026-0132",
    status: "refused",
    providers: counts,
    vouchers: counts,
    settlements: counts,
    paidAmount: 123_456_750,
    errors,
    warnings,
  };
}

/** The report's bytes, and its sheets as rows of values. */
async function reopen(report: LoadReport, hidesTotal = false) {
  const bytes = await new Response(
    streamWorkbook(reportWorkbook(report, { hidesTotal }), "Mutual Ser"),
  ).bytes();
  const workbook = await openWorkbook(bytes);
  const sheets = workbook.worksheets.map((sheet) => ({
    name: sheet.name,
    rows: sheet.getSheetValues().slice(1).map((row) => Array.isArray(row) ? row.slice(1) : []),
  }));
  return { bytes, sheets };
}

Deno.test("U8: the report is a workbook with a row a finding, its columns and a summary", async () => {
  const whole = { file: "a.csv", sheet: null, cell: null, column: null, value: null };
  const { sheets } = await reopen(
    aReport([aFinding("mil")], [{ ...whole, message: "está vacío" }]),
  );
  assertEquals(sheets.map(({ name }) => name), ["Corregir", "Avisos", "Resumen"]);
  assertEquals(sheets[0]?.rows, [
    HEADER,
    ["pagos.xlsx", "Enero", "E2", "Valor Pago", "mil", "Valor Pago no es un número"],
  ]);
  assertEquals(sheets[1]?.rows[0], HEADER);
  assertEquals(sheets[1]?.rows[1]?.filter((cell) => cell), ["a.csv", "está vacío"]);
  assertEquals(sheets[2]?.rows, [
    ["Carga", "2026-0132"],
    ["Estado", "No se guardó nada: corrija lo que sigue y vuelva a cargar."],
    ["Por corregir", 1],
    ["Avisos", 1],
    ["Prestadores", "2 nuevos, 1 cambiados, 0 sin cambio"],
    ["Comprobantes", "2 nuevos, 1 cambiados, 0 sin cambio"],
    ["Facturas", "2 nuevos, 1 cambiados, 0 sin cambio"],
    ["Valor Pago", 1234567.5],
  ]);
});

Deno.test("U8: no value of a file becomes a formula in the report, nor breaks it", async () => {
  const values = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("x")']
    .concat("<b>&amp;</b>", "]]>", "\u0000\u001b[31m", "\ufffe", "\ud800", "x".repeat(300));
  const findings = values.map((value) => aFinding(value, { file: value, sheet: value }));
  const { bytes } = await reopen(aReport(findings, findings));
  for (const name of ["sheet1", "sheet2"]) {
    assertEquals(unzip(bytes, `xl/worksheets/${name}.xml`)?.includes("<f>"), false, name);
  }
  const [corregir] = await readWhole(bytes);
  const read = corregir?.rows.slice(1).map(({ cells }) => cells[4]);
  assertEquals(read?.slice(0, 8), values.slice(0, 8));
  assertEquals(read?.slice(8, 11), ["\ufffd\ufffd[31m", "\ufffd", "\ufffd"]);
});

Deno.test("U8: a report with nothing to correct has its sheets, too", async () => {
  const { sheets } = await reopen(aReport([]));
  assertEquals(sheets.slice(0, 2).map(({ rows }) => rows), [[HEADER], [HEADER]]);
});

Deno.test("U14: the workbook has no total for whoever is asked for it", async () => {
  const names = async (hidesTotal: boolean) =>
    (await reopen(aReport([]), hidesTotal)).sheets[2]?.rows.map(([name]) => name);
  const shown = await names(false);
  assertEquals(shown?.at(-1), "Valor Pago");
  assertEquals(await names(true), shown?.slice(0, -1));
});
