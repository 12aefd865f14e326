import { assert, assertEquals } from "@std/assert";
import { isDateFormat } from "../../../lib/xlsx/formats.ts";
import { readMeasured } from "../support/measured_reading.ts";
import { readWhole, refusal } from "../support/refusal.ts";
import { aZip, rawWorkbook, workbookFiles } from "../support/zips.ts";

const BROKEN = { code: "broken" as const };
const DATES =
  `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
  `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="4"/></cellXfs>` +
  `</styleSheet>`;

/** The cells of a workbook's one row. */
async function cellsOf(cells: string, wish: { workbookPr?: string; sharedStrings?: string } = {}) {
  const rows = `<row r="1">${cells}</row>`;
  const [sheet] = await readWhole(rawWorkbook({ rows, styles: DATES, ...wish }));
  return sheet?.rows[0]?.cells;
}

Deno.test("U6: a cell at XFD1048576 in a tiny file is refused, without a look at the empty ones", async () => {
  const bytes = rawWorkbook({
    rows: `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`,
  });
  assert(bytes.length < 3000);
  const { ms, grew, fault } = await readMeasured(bytes);
  assertEquals(fault, { code: "farFromTable", column: 16384, row: 1048576 });
  assert(ms < 500 && grew < 20, `${ms} ms, ${grew} MiB`);
});

Deno.test("U6: a cell in the last row costs one row, and a formatted one at the corner nothing", async () => {
  const rows = `<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>` +
    `<row r="1048576"><c r="B1048576"><v>2</v></c></row>`;
  const [sheet] = await readWhole(rawWorkbook({ rows }));
  assertEquals(sheet?.rows, [{ number: 1, cells: [1] }, { number: 1048576, cells: [null, 2] }]);
});

Deno.test("U6: thousands of rows that are only formatted are no rows", async () => {
  const rows = Array.from(
    { length: 50_000 },
    (_, index) =>
      `<row r="${index + 1}"><c r="A${index + 1}" s="3"/><c r="B${index + 1}" s="3"/></row>`,
  );
  const [sheet] = await readWhole(rawWorkbook({ rows: rows.join("") }));
  assertEquals(sheet?.rows, []);
});

Deno.test("rows and cells that lie about their place, or share one, are refused", async () => {
  const one = `<c><v>1</v></c>`;
  const table = [
    `<row r="1">${one}</row><row r="1">${one}</row>`,
    `<row r="2">${one}</row>`.repeat(2),
    `<row r="2"><c r="A2"/><c r="A3"><v>1</v></c></row>`,
    `<row><c r="A2"><v>1</v></c><c r="B3"><v>1</v></c></row>`,
    `<row r="0"/>`,
    `<row r="1048577"/>`,
    `<row r="1.5"/>`,
    `<row r="x"/>`,
    `<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`,
    `<row r="1"><c r="A2"/></row>`,
    `<row r="1"><c r="1"/></row>`,
    `<row r="1"><c r="AAAA1"/></row>`,
    `<row r="1"><c r="A1"></row>`,
    `<row r="1"><__proto__>`,
  ];
  for (const rows of table) assertEquals(await refusal(rawWorkbook({ rows })), BROKEN, rows);
});

Deno.test("rows and cells that come late stand where their references say", async () => {
  const rows = `<row r="3"><c r="b3"><v>4</v></c><c r="A3"><v>3</v></c></row>` +
    `<row r="1"><c r="A1"><v>1</v></c></row><row><c r="A2"><v>2</v></c></row>`;
  const [sheet] = await readWhole(rawWorkbook({ rows }));
  assertEquals(sheet?.rows, [
    { number: 1, cells: [1] },
    { number: 2, cells: [2] },
    { number: 3, cells: [3, 4] },
  ]);
});

Deno.test("a row that comes too late for its place is refused, however many wait", async () => {
  const row = (number: number) => `<row r="${number}"><c><v>1</v></c></row>`;
  const rows = Array.from({ length: 200_000 }, (_, index) => row(index + 2)).join("") + row(1);
  assertEquals(await refusal(rawWorkbook({ rows })), BROKEN);
});

Deno.test("rows and cells without a reference follow each other", async () => {
  const rows = `<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>`;
  const [sheet] = await readWhole(rawWorkbook({ rows }));
  assertEquals(sheet?.rows, [{ number: 1, cells: [1, 2] }, { number: 2, cells: [null, 3] }]);
});

Deno.test("tags may have a prefix, as some programs write them, and XML a byte order mark", async () => {
  const prefixed = workbookFiles({ rows: `<row r="1"><c r="A1"><v>7</v></c></row>` }).map((
    file,
  ) => ({
    ...file,
    content: "\ufeff" + String(file.content).replace(/<(\/?)(?=[a-zA-Z])/g, "<$1x:")
      .replaceAll("xmlns=", "xmlns:x="),
  }));
  assertEquals((await readWhole(aZip(prefixed)))[0]?.rows, [{ number: 1, cells: [7] }]);
});

Deno.test("endless texts, and nesting without an end, are refused before they fill the memory", async () => {
  const noise = Array.from({ length: 400_000 }, () => Math.random().toString(36).slice(2, 9));
  const long = `<row r="1"><c r="A1" t="inlineStr"><is><t>${noise.join("")}</t></is></c></row>`;
  assertEquals(await refusal(rawWorkbook({ rows: long })), { code: "longText" });
  assertEquals(await refusal(rawWorkbook({ rows: "<x>".repeat(100) })), BROKEN);
});

Deno.test("U7: a formula gives its stored result; one without result is no empty cell", async () => {
  const cells = `<c r="A1"><f>SUM(B1:C1)</f><v>12.5</v></c><c r="B1"><f>SUM(C1:D1)</f></c>` +
    `<c r="C1" t="str"><f>A1&amp;"x"</f><v>x</v></c><c r="D1" t="str"><f>""</f><v></v></c>` +
    `<c r="E1"><f t="shared" si="0"/></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c>`;
  assertEquals(await cellsOf(cells), [
    12.5,
    { unreadable: "=SUM(C1:D1)" },
    "x",
    "",
    { unreadable: "=" },
    { unreadable: "#DIV/0!" },
  ]);
});

Deno.test("U7: a number is a day where its style says so; Excel's 29/02/1900 is none", async () => {
  const day = new Date("2026-03-15T00:00:00Z");
  const cells = `<c r="A1" s="1"><v>46096</v></c><c r="B1" s="2"><v>46096</v></c>` +
    `<c r="C1" s="3"><v>46096</v></c><c r="D1" s="0"><v>46096</v></c>` +
    `<c r="E1" s="1"><v>61</v></c><c r="F1" s="1"><v>60</v></c><c r="G1" t="d"><v>2026-03-15</v></c>`;
  const first = new Date("1900-03-01T00:00:00Z");
  assertEquals(await cellsOf(cells), [day, day, 46096, 46096, first, 60, "2026-03-15"]);
});

Deno.test("U7: a workbook that counts from 1904 gives the days that it shows", async () => {
  const cells = `<c r="A1" s="1"><v>44634</v></c>`;
  const workbookPr = `<workbookPr date1904="1"/>`;
  assertEquals(await cellsOf(cells, { workbookPr }), [new Date("2026-03-15T00:00:00Z")]);
});

Deno.test("U7: what is no number in a number's place is reported, never guessed", async () => {
  for (const value of ["0x10", "1e999", "NaN", "Infinity", "1,5", "1 2"]) {
    assertEquals(await cellsOf(`<c r="A1"><v>${value}</v></c>`), [{ unreadable: value }], value);
  }
  assertEquals(await cellsOf(`<c r="A1"><v>1.5E6</v></c><c r="B1"><v>-0</v></c>`), [1_500_000, -0]);
});

Deno.test("shared texts are read with their runs, without readings, and by number only", async () => {
  const sharedStrings = `<sst><si><t>uno</t></si>` +
    `<si><r><rPr><b/></rPr><t>ne</t></r><r><t xml:space="preserve">gro </t></r></si>` +
    `<si><t>東</t><rPh sb="0" eb="1"><t>ひがし</t></rPh></si><si><t>a_x000D_b</t></si></sst>`;
  const cells = [0, 1, 2, 3, 4, -1].map((index) => `<c t="s"><v>${index}</v></c>`).join("");
  const lost = { unreadable: "?" };
  assertEquals(await cellsOf(cells, { sharedStrings }), [
    "uno",
    "negro ",
    "東",
    "a\rb",
    lost,
    lost,
  ]);
});

Deno.test("formats of days are told from those of amounts", () => {
  const days = ["yyyy-mm-dd", "dd/mm/yyyy", "[$-C0A]d mmm yyyy", "[h]:mm", "d-mmm;@", "DD/MM/YY"];
  const amounts = [
    "General",
    "#,##0.00",
    `"$" #,##0`,
    "0.00E+00",
    "[Red]-0",
    "_-* #,##0\\ [$€-40A]_-",
  ]
    .concat(`#,##0 "días"`, "[$COP] #,##0.00", "@", "[".repeat(50_000), `"`.repeat(50_000));
  for (const code of days) assertEquals(isDateFormat(code), true, code);
  for (const code of amounts) assertEquals(isDateFormat(code), false, code.slice(0, 30));
});
