import { assertEquals } from "@std/assert";
import {
  A,
  aFile,
  aSettlement,
  aVoucher,
  B,
  PROVIDERS_HEADER,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "../../support/files.ts";
import { judge, linesOf } from "../support/judge.ts";

Deno.test("the same voucher twice with the same values is a warning at its cell", async () => {
  const row = aVoucher({ number: "1", paid: "1000,00" });
  const sameInAnotherSpelling = aVoucher({ number: "1", paid: "$ 1.000,00", paidOn: "2026-03-15" });
  const files = await judge(aFile("a.csv", VOUCHERS_HEADER, row, sameInAnotherSpelling));
  assertEquals([files.errors, files.vouchers.size], [[], 1]);
  assertEquals(
    files.warnings.map((
      { file, cell, column, value, message },
    ) => [file, cell, column, value, message]),
    [
      ["a.csv", "G3", "N° Documento", "1", "repite la fila 2 de a.csv y no se tuvo en cuenta"],
    ],
  );
});

Deno.test("the same voucher twice with different values is an error at its cell", async () => {
  const files = await judge(
    aFile("a.csv", VOUCHERS_HEADER, aVoucher({ number: "1" })),
    aFile("b.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid: "999,99" })),
  );
  assertEquals(files.warnings, []);
  assertEquals(
    files.errors.map((
      { file, cell, column, value, message },
    ) => [file, cell, column, value, message]),
    [
      ["b.csv", "G2", "N° Documento", "1", "repite la fila 2 de a.csv, pero con otros valores"],
    ],
  );
});

Deno.test("providers and lines are repeated likewise", async () => {
  const files = await judge(
    aFile("p.csv", PROVIDERS_HEADER, `${A};Clínica A;;;`, `${A};Clínica A;;;`, `${A};Otra;;;`),
    aFile(
      "f.csv",
      SETTLEMENTS_HEADER,
      aSettlement("1", "FEV-1", "10,00"),
      aSettlement("1", "FEV-1", "10,00"),
      aSettlement("1", "FEV-1", "11,00"),
    ),
  );
  assertEquals(files.warnings.map(({ file, cell }) => `${file} ${cell}`), ["p.csv A3", "f.csv D3"]);
  assertEquals(files.errors.map(({ file, cell }) => `${file} ${cell}`), ["p.csv A4", "f.csv D4"]);
});

Deno.test("one number of two providers is two vouchers", async () => {
  const rows = [aVoucher({ number: "1" }), aVoucher({ number: "1", nit: B })];
  const files = await judge(aFile("a.csv", VOUCHERS_HEADER, ...rows));
  assertEquals([files.errors, files.warnings, files.vouchers.size], [[], [], 2]);
});

Deno.test("one invoice is paid in parts by several vouchers, or several Documento Cruce", async () => {
  const header = `${SETTLEMENTS_HEADER};Documento Cruce`;
  const files = await judge(aFile(
    "f.csv",
    header,
    aSettlement("1", "FEV-1", "10,00") + ";CR-1",
    aSettlement("1", "FEV-1", "10,00") + ";CR-2",
    aSettlement("2", "FEV-1", "10,00") + ";CR-1",
    aSettlement("1", "FEV-1", "10,00") + ";",
  ));
  assertEquals([files.errors, files.warnings], [[], []]);
  assertEquals(linesOf(files).length, 4);
});

Deno.test("vouchers without a number lack it, and repeat none", async () => {
  const rows = [aVoucher({ number: "" }), aVoucher({ number: "", paid: "2,00" })];
  const files = await judge(aFile("a.csv", VOUCHERS_HEADER, ...rows));
  assertEquals(files.errors.map(({ cell }) => cell), ["G2", "G3"]);
});
