import { assertEquals } from "@std/assert";
import { rowWriter, type SheetColumn } from "../../../lib/xlsx/cells.ts";
import { streamWorkbook } from "../../../lib/xlsx/writer.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";
import { AUTHOR, aWorkbook } from "../support/workbooks.ts";

const column = (kind: SheetColumn["kind"]): SheetColumn => ({ header: "", kind, width: 10 });
const STYLES = { text: 1, money: 2, date: 3, count: 4 };

Deno.test("a row is written with its number, each cell with its place and the style of its kind", () => {
  const write = rowWriter(
    [column("text"), column("money"), column("date")],
    (kind) => STYLES[kind],
  );
  assertEquals(
    write(["0012", 150, "2026-01-31"], 7),
    '<row r="7"><c r="A7" s="1" t="str"><v>0012</v></c><c r="B7" s="2"><v>1.5</v></c>' +
      '<c r="C7" s="3"><v>46053</v></c></row>',
  );
  assertEquals(write([null, 0], 8), '<row r="8"><c r="B8" s="2"><v>0</v></c></row>');
});

Deno.test("columns go on after Z", () => {
  const write = rowWriter(Array.from({ length: 703 }, () => column("money")), () => 1);
  const places = [...write(Array(703).fill(1), 1).matchAll(/ r="([A-Z]+)1"/g)].map(([, at]) => at);
  assertEquals([0, 25, 26, 51, 52, 701, 702].map((index) => places[index]), [
    "A",
    "Z",
    "AA",
    "AZ",
    "BA",
    "ZZ",
    "AAA",
  ]);
});

Deno.test("a date that is none stays text", () => {
  assertEquals(
    rowWriter([column("date")], () => 3)(["<ayer>"], 2),
    '<row r="2"><c r="A2" s="3" t="str"><v>&lt;ayer&gt;</v></c></row>',
  );
});

Deno.test("characters that XML cannot contain are left out, and every reader opens the rest", async () => {
  const texts = ["a\u0000b\u001fc\u007fd\uffffe\ufffef\ud800", "_x0041_ _x_", "\r\n", " x ", "]]>"];
  const plan = aWorkbook(texts.map((text) => [text, 1, "2026-01-31"]));
  const workbook = await openWorkbook(await new Response(streamWorkbook(plan, AUTHOR)).bytes());
  const value = workbook.getWorksheet("Comprobantes")?.getCell("A2").value;
  assertEquals(value, "abcdef\ufffd");
});
