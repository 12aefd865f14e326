import { assertEquals } from "@std/assert";
import type { Sheet } from "../../../domain/loads/files.ts";
import { correctedLines, countCorrections } from "../../../domain/loads/lines/corrected.ts";
import { hasChanges, type LoadPlan } from "../../../domain/loads/plan.ts";
import { totalsOf } from "../../../domain/payments/settlement.ts";
import { aFile, aSettlement, B, PROVIDERS, SETTLEMENTS_HEADER } from "../../support/files.ts";
import { linesOf } from "../support/judge.ts";
import { onFile, onFileWith, plan, tupleText, vouchersFile } from "../support/plan.ts";
import { aLine } from "../support/records.ts";

function linesFile(...rows: string[]): Sheet {
  return aFile("facturas.csv", SETTLEMENTS_HEADER, ...rows);
}

/** The line of `aSettlement(…, invoiceNumber, "10,00")`. */
function tenPesos(invoiceNumber: string) {
  const amounts = { invoiceAmount: 1_000, netAmount: 1_000, paidAmount: 1_000 };
  return aLine({ invoiceNumber, ...amounts, financialDiscount: 0, balance: 0, garnishments: 0 });
}

function textsOf({ book }: LoadPlan): string[] {
  return linesOf({ lines: book }).map(tupleText);
}

const LINES = [tenPesos("FEV-1"), tenPesos("FEV-2")];
const ROWS = [aSettlement("1", "FEV-1", "10,00"), aSettlement("1", "FEV-2", "10,00")];

Deno.test("a new voucher takes the lines of the load, in their order", async () => {
  const planned = await plan(onFile(), linesFile(...ROWS), vouchersFile({ number: "1" }));
  assertEquals(planned.settlements, { new: 2, changed: 0, unchanged: 0 });
  const [revision] = planned.revisions;
  assertEquals(
    linesOf({ lines: planned.book }).map(({ nit: _, voucherNumber: __, ...line }) => line),
    LINES,
  );
  assertEquals([revision?.settlementCount, revision?.totals], [2, totalsOf(LINES)]);
});

Deno.test("the same lines again change nothing", async () => {
  const known = onFileWith("1", LINES);
  for (const files of [[linesFile(...ROWS)], [vouchersFile({ number: "1" }), linesFile(...ROWS)]]) {
    const planned = await plan(known, ...files);
    assertEquals(planned.settlements, { new: 0, changed: 0, unchanged: 2 });
    assertEquals([hasChanges(planned), planned.warnings], [false, []]);
  }
});

Deno.test("a Comprobante without Facturas in the load keeps its own", async () => {
  const planned = await plan(
    onFileWith("1", LINES),
    vouchersFile({ number: "1", paid: "2000,00" }),
  );
  const [revision] = planned.revisions;
  assertEquals(revision?.lines, undefined);
  assertEquals([revision?.settlementCount, revision?.totals], [2, totalsOf(LINES)]);
  assertEquals([planned.settlements.new, planned.warnings], [0, []]);
});

Deno.test("a changed voucher with the lines that it had keeps them as they are", async () => {
  const planned = await plan(
    onFileWith("1", LINES),
    vouchersFile({ number: "1", paid: "2000,00" }),
    linesFile(...ROWS),
  );
  assertEquals(planned.revisions.map(({ lines }) => lines), [undefined]);
  assertEquals(planned.settlements, { new: 0, changed: 0, unchanged: 2 });
});

Deno.test("Facturas replace those that their voucher had, and are counted place by place", async () => {
  const planned = await plan(
    onFileWith("1", LINES),
    linesFile(
      aSettlement("1", "FEV-1", "10,00"),
      aSettlement("1", "FEV-2", "11,00"),
      aSettlement("1", "FEV-3", "12,00"),
    ),
  );
  assertEquals(planned.revisions.map(({ settlementCount }) => settlementCount), [3]);
  countCorrections(planned.settlements, textsOf(planned), LINES.map(tupleText));
  assertEquals(planned.settlements, { new: 1, changed: 1, unchanged: 1 });
  assertEquals(planned.vouchers, { new: 0, changed: 0, unchanged: 0 });
});

Deno.test("the lines of a corrected voucher are compared some at a time", async () => {
  const planned = await plan(
    onFileWith("1", LINES),
    linesFile(...["FEV-1", "FEV-2", "FEV-3"].map((one) => aSettlement("1", one, "11,00"))),
  );
  const asked = [...correctedLines(planned.revisions, 2)].map(({ revisionId, from, count }) => [
    revisionId,
    from,
    count,
  ]);
  assertEquals(asked, [[40, 0, 2], [40, 2, 1]]);
});

Deno.test("lines for a voucher that had none are new", async () => {
  const planned = await plan(onFileWith("1", []), linesFile(...ROWS));
  assertEquals(planned.settlements, { new: 2, changed: 0, unchanged: 0 });
  assertEquals(planned.revisions.length, 1);
});

Deno.test("the same lines in another order are a change", async () => {
  const planned = await plan(onFileWith("1", LINES), linesFile(...ROWS.toReversed()));
  assertEquals(planned.revisions.length, 1);
  countCorrections(planned.settlements, textsOf(planned), LINES.map(tupleText));
  assertEquals(planned.settlements, { new: 0, changed: 2, unchanged: 0 });
});

Deno.test("fewer lines than before are a warning", async () => {
  const planned = await plan(
    onFileWith("1", LINES),
    linesFile(aSettlement("1", "FEV-1", "10,00")),
  );
  assertEquals([planned.errors, planned.revisions.length], [[], 1]);
  assertEquals(planned.warnings, [{
    file: "facturas.csv",
    sheet: null,
    cell: "B2",
    column: "N° Comprobante de Pago / Anticipo",
    value: "1",
    message: "el comprobante 1 tenía 2 facturas y ahora trae 1",
  }]);
});

Deno.test("lines of a voucher that does not exist refuse the load, each with its cell", async () => {
  const rows = [aSettlement("9", "FEV-1", "1,00"), aSettlement("9", "FEV-2", "1,00")];
  const planned = await plan(onFileWith("1", LINES), linesFile(...rows));
  const message = "el comprobante 9 del NIT 900356158 no existe";
  assertEquals(planned.errors.map((error) => [error.cell, error.value, error.message]), [
    ["B2", "9", message],
    ["B3", "9", message],
  ]);
});

Deno.test("a voucher of another provider is not the one that a line names", async () => {
  const row = aSettlement("1", "FEV-1", "1,00", B);
  const unknown = await plan(onFileWith("1", LINES), linesFile(row));
  assertEquals(unknown.errors.map((error) => [error.cell, error.column, error.value]), [
    ["A2", "NIT", B],
  ]);
  const onFileToo = await plan(onFileWith("1", LINES), linesFile(row), PROVIDERS());
  assertEquals(onFileToo.errors.map((error) => [error.cell, error.value]), [["B2", "1"]]);
});
