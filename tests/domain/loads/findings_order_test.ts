import { assertEquals } from "@std/assert";
import { inSheetOrder } from "../../../domain/loads/findings.ts";
import { type Finding, wholeFinding } from "../../../domain/loads/report.ts";

const TABLES = [{ file: "b.csv", sheet: null }, { file: "a.xlsx", sheet: "Uno" }];

function at(file: string, sheet: string | null, cell: string | null): Finding {
  return { ...wholeFinding("x", file), sheet, cell };
}

Deno.test("findings are ordered as the files are: the load, each table whole, then by row and column", () => {
  const walked = [
    wholeFinding("de toda la carga"),
    at("b.csv", null, null),
    at("b.csv", null, "B2"),
    at("b.csv", null, "AA2"),
    at("b.csv", null, "A10"),
    at("a.xlsx", "Uno", "A2"),
  ];
  assertEquals(inSheetOrder(walked.toReversed(), TABLES), walked);
});

Deno.test("findings of one cell stay in the order in which they were found", () => {
  const [first, second] = [at("b.csv", null, "A2"), { ...at("b.csv", null, "A2"), message: "y" }];
  assertEquals(inSheetOrder([first, second], TABLES), [first, second]);
});
