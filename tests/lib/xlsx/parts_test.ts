import { assertEquals } from "@std/assert";
import exceljs from "exceljs";
import type { PlainUnreadableCode } from "../../../lib/unreadable_file.ts";
import { readWhole, refusal } from "../support/refusal.ts";
import { aZip, type RawWorkbook, rawWorkbook, workbookFiles } from "../support/zips.ts";

const BROKEN = { code: "broken" as const };
const DOCTYPE = { code: "doctype" as const };
const ROW = `<row r="1"><c r="A1"><v>1</v></c></row>`;

/** A workbook with a part in the place of its own. */
function withPart(name: string, content: string): Uint8Array {
  const files = workbookFiles({ rows: ROW });
  return aZip(files.map((file) => file.name === name ? { ...file, content } : file));
}

Deno.test("U3: a DOCTYPE is refused wherever it stands, with entities of any kind", async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">` +
    "bcdefghij".replaceAll(/./g, (name) => {
      const before = String.fromCharCode(name.charCodeAt(0) - 1);
      return `<!ENTITY ${name} "${`&${before};`.repeat(10)}">`;
    }) + "]>";
  const external = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`;
  const remote = `<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">`;
  for (const start of [bomb, external, remote, "<!DOCTYPE html>"]) {
    const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>`;
    assertEquals(await refusal(rawWorkbook({ rows, sheetStart: start })), DOCTYPE);
    for (const name of ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"]) {
      assertEquals(await refusal(withPart(name, `${start}<x>&a;</x>`)), DOCTYPE, name);
    }
  }
});

Deno.test("U3: an entity that nobody declared is refused, those of XML are read", async () => {
  const cell = (text: string) =>
    `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;
  assertEquals(await refusal(rawWorkbook({ rows: cell("&nbsp;") })), BROKEN);
  const [sheet] = await readWhole(rawWorkbook({ rows: cell("a &amp; b &lt;c&gt; &#241;") }));
  assertEquals(sheet?.rows[0]?.cells, ["a & b <c> ñ"]);
});

Deno.test("U3: workbooks with more than cells are refused, each with its reason", async () => {
  const main = (type: string) => `<Override PartName="/xl/workbook.xml" ContentType="${type}"/>`;
  const table: [wish: Partial<RawWorkbook>, code: PlainUnreadableCode][] = [
    [{ more: [{ name: "XL\\VBAPROJECT.BIN", content: "x" }] }, "macros"],
    [{ more: [{ name: "xl/macrosheets/sheet1.xml", content: "<x/>" }] }, "macros"],
    [{ more: [{ name: "xl/vbaProject.bin", content: "x" }] }, "macros"],
    [
      { types: main("application/vnd.ms-excel.sheet.binary.macroEnabled.main") },
      "binaryWorkbook",
    ],
    [{ more: [{ name: "xl/externalLinks/externalLink1.xml", content: "<x/>" }] }, "links"],
  ];
  for (const [wish, code] of table) {
    assertEquals(await refusal(rawWorkbook({ rows: ROW, ...wish })), { code });
  }
});

Deno.test("U3: types of parts that are not there, and of other parts, say nothing of a workbook", async () => {
  const types = `<Default Extension="bin" ` +
    `ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>` +
    `<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>` +
    `<Override PartName="/xl/workbook.xml" ` +
    `ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>`;
  const [sheet] = await readWhole(rawWorkbook({ rows: ROW, types }));
  assertEquals(sheet?.rows, [{ number: 1, cells: [1] }]);
});

Deno.test("U3: a link beside a cell leads nowhere and does no harm", async () => {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet("Prestadores");
  sheet.addRow([{ text: "pagos@clinica.example", hyperlink: "mailto:pagos@clinica.example" }]);
  const [read] = await readWhole(new Uint8Array(await workbook.xlsx.writeBuffer()));
  assertEquals(read?.rows[0]?.cells, ["pagos@clinica.example"]);
});

Deno.test("U3: a sheet that stands outside the workbook is not looked for", async () => {
  const targets = [
    `Target="file:///etc/passwd" TargetMode="External"`,
    `Target="http://127.0.0.1:9/sheet.xml" TargetMode="External"`,
    `Target="../../../../etc/passwd"`,
    `Target="/etc/passwd"`,
  ];
  for (const sheetTarget of targets) {
    assertEquals(await refusal(rawWorkbook({ rows: ROW, sheetTarget })), BROKEN, sheetTarget);
  }
});

Deno.test("U4: a zip that is no workbook is named as what it is", async () => {
  assertEquals(
    await refusal(aZip([{ name: "pagos.csv", content: "NIT;Valor\n" }])),
    { code: "otherZip" },
  );
  const ods = { name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet" };
  assertEquals(
    await refusal(aZip([{ ...ods, isStored: true }, { name: "content.xml", content: "<x/>" }])),
    { code: "libreOffice" },
  );
  const [first, ...rest] = workbookFiles({ rows: ROW });
  assertEquals(
    await refusal(aZip([{ name: "", content: "", ...first, flags: 1 }, ...rest])),
    { code: "password" },
  );
});

Deno.test("U5: a part named like a path is a name among others", async () => {
  const more = ["../x", "../../../../tmp/zona-ser-x", "/etc/passwd", "C:\\x", "__proto__"]
    .map((name) => ({ name, content: "<x/>" }));
  const [sheet] = await readWhole(rawWorkbook({ rows: ROW, more }));
  assertEquals(sheet?.rows, [{ number: 1, cells: [1] }]);
  assertEquals(await Deno.stat("/tmp/zona-ser-x").catch(() => undefined), undefined);
});

Deno.test("hidden sheets are told from the others", async () => {
  const workbook = new exceljs.Workbook();
  for (const state of ["visible", "hidden", "veryHidden"] as const) {
    workbook.addWorksheet(state, { state }).addRow([1]);
  }
  const sheets = await readWhole(new Uint8Array(await workbook.xlsx.writeBuffer()));
  assertEquals(sheets.map(({ sheet, isHidden }) => [sheet, isHidden]), [
    ["visible", false],
    ["hidden", true],
    ["veryHidden", true],
  ]);
});
