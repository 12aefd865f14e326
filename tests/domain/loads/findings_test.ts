import { assert, assertEquals } from "@std/assert";
import {
  addError,
  addWarning,
  noFindings,
  reportFindings,
} from "../../../domain/loads/findings.ts";
import { describeFinding, type Finding } from "../../../domain/loads/report.ts";
import { aFile, aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { judge } from "../support/judge.ts";

function aFinding(number: number): Finding {
  return {
    file: "a.csv",
    sheet: null,
    cell: `A${number}`,
    column: "NIT",
    value: null,
    message: "falta NIT",
  };
}

Deno.test("U8: the first thousand findings are kept, and the last one says how many more there are", () => {
  const findings = noFindings();
  for (let number = 1; number <= 12_345; number++) {
    addError(findings, aFinding(number));
    addWarning(findings, aFinding(number));
  }
  const { errors, warnings } = reportFindings(findings);
  for (const list of [errors, warnings]) {
    assertEquals(list.length, 1001);
    assertEquals(list[999], aFinding(1000));
    assertEquals(Object.keys(list[1000] ?? {}), Object.keys(aFinding(1)));
  }
  const [lastError, lastWarning] = [errors[1000], warnings[1000]];
  assert(lastError && lastWarning);
  assertEquals(
    describeFinding(lastError),
    "hay 11.345 más por corregir: corrija estas y cargue de nuevo",
  );
  assertEquals(describeFinding(lastWarning), "hay 11.345 avisos más, que no se muestran");
});

Deno.test("a thousand findings are all of them, and nothing is added", () => {
  const findings = noFindings();
  for (let number = 1; number <= 1000; number++) addError(findings, aFinding(number));
  assertEquals(reportFindings(findings).errors.length, 1000);
  assertEquals(reportFindings(noFindings()), { errors: [], warnings: [] });
});

Deno.test("U8: beyond the thousandth finding a bad cell is still one finding", async () => {
  const rows = Array.from({ length: 1200 }, () => aVoucher({ nit: "x", number: "", paidOn: "" }));
  const { errors, errorCount } = await judge(aFile("a.csv", VOUCHERS_HEADER, ...rows));
  assertEquals([errors.length, errorCount], [1000, 3600]);
});
