import { assertEquals, assertStringIncludes } from "@std/assert";
import { streamWorkbook, type WorkbookPlan } from "../../../lib/xlsx/writer.ts";
import { unzip } from "../support/unzip.ts";
import { AUTHOR, aWorkbook } from "../support/workbooks.ts";

/** The first sheet and the summary of a workbook, as they stand in the file. */
async function sheetsOf(plan: WorkbookPlan) {
  const bytes = await new Response(streamWorkbook(plan, AUTHOR)).bytes();
  const [table, summary] = ["sheet1", "sheet2"].map((name) =>
    unzip(bytes, `xl/worksheets/${name}.xml`) ?? ""
  );
  return { table: table ?? "", summary: summary ?? "" };
}

Deno.test("no cell of a table is a formula, whatever its text begins with", async () => {
  const texts = ["=1+1", "+cmd", "-2", "@SUM(A1)", "\ttab", '=HYPERLINK("http://x")'];
  const { table } = await sheetsOf(aWorkbook(texts.map((text) => [text, -100, "2026-01-31"])));
  assertEquals(table.includes("<f"), false);
  assertStringIncludes(table, '<c r="A2" s="1" t="str"><v>=1+1</v></c>');
});

Deno.test("text is escaped once", async () => {
  const { table } = await sheetsOf(aWorkbook([['<b>&amp; "x"', 1, "2026-01-31"]]));
  assertStringIncludes(table, "&lt;b&gt;&amp;amp; ");
});

Deno.test("amounts stay numeric in the file, a negative one too", async () => {
  const { table } = await sheetsOf(aWorkbook([["1", -123_450, "2026-01-31"]]));
  assertStringIncludes(table, "<v>-1234.5</v>");
});

Deno.test("a formula without a value has an empty value stored", async () => {
  const value = { formula: "B8-B9-B10-B11", cents: 0 };
  const { summary } = await sheetsOf(aWorkbook([], [{ name: "Diferencia", kind: "money", value }]));
  assertStringIncludes(summary, "<f>B8-B9-B10-B11</f><v>0</v>");
});
