import { assert, assertEquals } from "@std/assert";
import exceljs from "exceljs";
import { MAX_ENTRIES, MAX_RATIO, openZip } from "../../../lib/xlsx/zip_guard.ts";
import { streamWorkbook } from "../../../lib/xlsx/writer.ts";
import { readMeasured } from "../support/measured_reading.ts";
import { readWhole, refusal } from "../support/refusal.ts";
import { AUTHOR, aWorkbook, manyRows } from "../support/workbooks.ts";
import { aZip, workbookFiles, type ZipFile } from "../support/zips.ts";

const BOMB_BYTES = 200 * 2 ** 20;
const SHEET = "xl/worksheets/sheet1.xml";

/** A workbook whose sheet is 200 MiB of spaces behind its start: about 205 KB. */
function aBomb(lie: Partial<ZipFile>): Uint8Array {
  const content = new Uint8Array(BOMB_BYTES).fill(32);
  content.set(new TextEncoder().encode("<worksheet><sheetData>"));
  const files = workbookFiles({ rows: "" })
    .map((file) => file.name === SHEET ? { ...file, content, ...lie } : file);
  return aZip(files);
}

Deno.test("U2: 205 KB that inflate to 200 MiB are refused at once, by what they declare", async () => {
  const bomb = aBomb({});
  assert(bomb.length < 210_000);
  const { ms, grew, fault } = await readMeasured(bomb);
  assertEquals(fault?.code, "growsTooMuch");
  assert(fault?.code === "growsTooMuch" && fault.bytes > BOMB_BYTES);
  assertEquals(fault.maxBytes, MAX_RATIO * bomb.length);
  assert(ms < 1000, `${ms} ms`);
  assert(grew < 50, `${grew} MiB`);
});

Deno.test("U2: a bomb that lies about its size is stopped when it exceeds its declared size", async () => {
  for (const size of [0, 1000, 900_000]) {
    const { ms, grew, fault } = await readMeasured(aBomb({ size }));
    assertEquals(fault, { code: "broken" });
    assert(ms < 1000, `${size}: ${ms} ms`);
    assert(grew < 50, `${size}: ${grew} MiB`);
  }
});

Deno.test("U2: a bomb in any part that is read is stopped likewise", async () => {
  const content = new Uint8Array(BOMB_BYTES).fill(32);
  for (const name of ["[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml"]) {
    const files = workbookFiles({ rows: "" })
      .map((file) => file.name === name ? { ...file, content, size: 5000 } : file);
    const { ms, grew, fault } = await readMeasured(aZip(files));
    assertEquals(fault, { code: "broken" });
    assert(ms < 1000 && grew < 50, `${name}: ${ms} ms, ${grew} MiB`);
  }
});

Deno.test("U2: a thousand files are the most, and 1 GiB", async () => {
  const extra = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `x/${index}`, content: "x" }));
  const own = workbookFiles({ rows: "" }).length;
  assertEquals(
    (await readWhole(aZip(workbookFiles({ rows: "", more: extra(MAX_ENTRIES - own) })))).length,
    1,
  );
  assertEquals(
    await refusal(aZip(workbookFiles({ rows: "", more: extra(MAX_ENTRIES + 1 - own) }))),
    { code: "tooManyParts", maxParts: 1000 },
  );
  const large = { name: "x", content: "x", size: 2 ** 30 };
  const { code } = await refusal(aZip(workbookFiles({ rows: "", more: [large] })));
  assertEquals(code, "tooLargeInside");
});

Deno.test("U2: files that share their bytes, or a name, are refused", async () => {
  const zip = aZip(workbookFiles({ rows: "", more: [{ name: "x", content: "x" }] }));
  const view = new DataView(zip.buffer);
  const end = zip.length - 22;
  let at = view.getUint32(end + 16, true);
  const second = at + 46 + view.getUint16(at + 28, true);
  view.setUint32(second + 42, view.getUint32(at + 42, true), true);
  at = second;
  const broken = { code: "broken" as const };
  assertEquals(await refusal(zip), broken);
  for (const name of [SHEET, "/" + SHEET, SHEET.replaceAll("/", "\\"), SHEET.toUpperCase()]) {
    const twice = workbookFiles({ rows: "", more: [{ name, content: "<worksheet/>" }] });
    assertEquals(await refusal(aZip(twice)), broken, name);
  }
});

Deno.test("U2: a file that reaches into the next one is refused, though nobody reads it", async () => {
  const more = ["unread-1", "unread-2"].map((name) => ({ name, content: "x", isStored: true }));
  const zip = aZip(workbookFiles({ rows: "", more }));
  const view = new DataView(zip.buffer);
  const text = new TextDecoder("latin1").decode(zip);
  for (const sizes of [text.indexOf("unread-1") - 12, text.lastIndexOf("unread-1") - 26]) {
    for (const place of [sizes, sizes + 4]) {
      assertEquals(view.getUint32(place, true), 1);
      view.setUint32(place, 20, true);
    }
  }
  assertEquals(await refusal(zip), { code: "broken" });
});

Deno.test("U3: a zip that two readers could read as two things is refused", async () => {
  const zip = aZip(workbookFiles({ rows: `<row r="1"><c r="A1"><v>1</v></c></row>` }));
  const other = aZip(workbookFiles({ rows: `<row r="1"><c r="A1"><v>2</v></c></row>` }));
  const renamed = zip.slice();
  renamed.set(new TextEncoder().encode("[Content_Types].xmm"), 30);
  const table: Record<string, Uint8Array> = {
    "bytes before it": new Uint8Array([...new Uint8Array(64), ...zip]),
    "bytes behind it": new Uint8Array([...zip, ...new Uint8Array(64)]),
    "another one behind it": new Uint8Array([...zip, ...other]),
    "another one before its end": new Uint8Array([...other.slice(0, -22), ...zip]),
    "a file whose own header has another name": renamed,
  };
  for (const [name, bytes] of Object.entries(table)) {
    assertEquals(await refusal(bytes), { code: "broken" }, name);
  }
  assertEquals((await readWhole(zip))[0]?.rows, [{ number: 1, cells: [1] }]);
});

Deno.test("U2: sizes that are written in 64 bits are read, and believed no more than others", async () => {
  const rows = `<row r="1"><c r="A1"><v>1</v></c></row>`;
  const wide = workbookFiles({ rows }).map((file) => ({ ...file, isWide: true }));
  assertEquals((await readWhole(aZip(wide)))[0]?.rows, [{ number: 1, cells: [1] }]);
  for (
    const [size, code] of [[2 ** 50, "tooLargeInside"], [7, "broken"]] as const
  ) {
    const lying = wide.map((file) => file.name === SHEET ? { ...file, size } : file);
    assertEquals((await refusal(aZip(lying))).code, code);
  }
});

Deno.test("a changed bit is noticed, also where the XML is still well formed", async () => {
  const rows = `<row r="1"><c r="A1"><v>1234</v></c></row>`;
  const files = workbookFiles({ rows }).map((file) => ({ ...file, isStored: true }));
  const zip = aZip(files);
  const place = new TextDecoder("latin1").decode(zip).indexOf("1234");
  zip[place] = "9".charCodeAt(0);
  assertEquals(await refusal(zip), { code: "broken" });
});

Deno.test("U2: an honest workbook of 100,000 rows passes, is never held whole and lets others run", async () => {
  const bytes = await new Response(streamWorkbook(aWorkbook(manyRows(100_000)), AUTHOR)).bytes();
  const { ms, grew, wait, rows, fault } = await readMeasured(bytes);
  assertEquals([rows, fault], [100_001, null]);
  assert(grew < 150, `${grew} MiB`);
  assert(wait < Math.max(500, ms / 5), `${wait} of ${ms} ms`);
});

Deno.test("U2: honest workbooks stay far below the ratio: zeros, one value, empty formatted rows", async () => {
  const workbook = new exceljs.Workbook();
  const zeros = workbook.addWorksheet("Ceros");
  for (let row = 0; row < 3000; row++) zeros.addRow(Array.from({ length: 21 }, () => 0));
  const empty = workbook.addWorksheet("Vacías");
  for (let row = 1; row <= 3000; row++) {
    for (let column = 1; column <= 21; column++) {
      empty.getCell(row, column).border = { top: { style: "thin" } };
    }
  }
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  let size = 0;
  const zip = await openZip(bytes);
  for (const name of zip.names) for await (const part of zip.read(name) ?? []) size += part.length;
  const ratio = size / bytes.length;
  assert(ratio > 5 && ratio < MAX_RATIO / 4, `${ratio}`);
});
