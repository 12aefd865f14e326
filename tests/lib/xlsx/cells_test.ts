import { assertEquals } from "@std/assert";
import { rowWriter, type SheetCell, type SheetColumn } from "../../../lib/xlsx/cells.ts";
import { XmlBytes } from "../../../lib/xlsx/xml_bytes.ts";
import { streamWorkbook } from "../../../lib/xlsx/writer.ts";
import { openWorkbook } from "../../support/workbook_readers.ts";
import { AUTHOR, aWorkbook } from "../support/workbooks.ts";

const column = (kind: SheetColumn["kind"]): SheetColumn => ({ header: "", kind, width: 10 });
/** Writes rows of such columns, each as a text. */
function textWriter(...given: Parameters<typeof rowWriter>) {
  const [xml, add] = [new XmlBytes(), rowWriter(...given)];
  return (row: SheetCell[], number: number) => {
    add(xml, row, number);
    return new TextDecoder().decode(xml.take());
  };
}

const STYLES = { text: 1, money: 2, date: 3, count: 4 };

Deno.test("a row is written with its number, each cell with its place and the style of its kind", () => {
  const write = textWriter(
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
  const write = textWriter(Array.from({ length: 703 }, () => column("money")), () => 1);
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
    textWriter([column("date")], () => 3)(["<ayer>"], 2),
    '<row r="2"><c r="A2" s="3" t="str"><v>&lt;ayer&gt;</v></c></row>',
  );
});

Deno.test("an amount is written as the number of pesos that it is", () => {
  const write = textWriter([column("money")], () => 2);
  const amounts = [
    0,
    5,
    -5,
    10,
    99,
    100,
    101,
    110,
    -12_345,
    1e13 + 7,
    -98_765_432_109_876,
    0.5,
    2 ** 60,
  ];
  for (const cents of amounts) {
    const written = /<v>(.*)<\/v>/.exec(write([cents], 2))?.[1];
    assertEquals(written, String(cents / 100), `${cents}`);
  }
});

Deno.test("a cell is longer than all before, and has characters of one to four bytes", () => {
  const write = textWriter([column("text"), column("text")], () => 3);
  for (
    const text of ["a".repeat(100_000), "ñ€😀", "x".repeat(70_000) + "ñ€😀".repeat(20_000), "b"]
  ) {
    assertEquals(
      write([text, "é"], 2),
      `<row r="2"><c r="A2" s="3" t="str"><v>${text}</v></c>` +
        '<c r="B2" s="3" t="str"><v>é</v></c></row>',
    );
  }
});

Deno.test("characters that XML cannot contain are left out, and every reader opens the rest", async () => {
  const texts = ["a\u0000b\u001fc\u007fd\uffffe\ufffef\ud800", "_x0041_ _x_", "\r\n", " x ", "]]>"];
  const plan = aWorkbook(texts.map((text) => [text, 1, "2026-01-31"]));
  const workbook = await openWorkbook(await new Response(streamWorkbook(plan, AUTHOR)).bytes());
  const value = workbook.getWorksheet("Comprobantes")?.getCell("A2").value;
  assertEquals(value, "abcdef\ufffd");
});
