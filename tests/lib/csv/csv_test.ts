import { assert, assertEquals, assertRejects } from "@std/assert";
import { UnreadableFileError } from "../../../lib/csv/csv.ts";
import { readAll, rowsOf } from "../support/csv_rows.ts";

Deno.test("a CSV is read with each of its delimiters", async () => {
  const table: [text: string, rows: string[][]][] = [
    ["a;b\n1;2\n", [["a", "b"], ["1", "2"]]],
    ["a,b\n1,2\n", [["a", "b"], ["1", "2"]]],
    ["a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]],
    ["a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]],
    ['"a;x","b;y"\n1,2\n', [["a;x", "b;y"], ["1", "2"]]],
    ["\n\na;b\n1;2", [[""], [""], ["a", "b"], ["1", "2"]]],
    ["NIT\n1\n", [["NIT"], ["1"]]],
  ];
  for (const [text, rows] of table) assertEquals(await rowsOf(text), rows, text);
});

Deno.test("UTF-8 is read with a byte order mark and without", async () => {
  const rows = [["Número de Factura", "Razón Social"], ["Ñ-1", "Clínica “Á”"]];
  const text = "Número de Factura;Razón Social\nÑ-1;Clínica “Á”\n";
  assertEquals(await rowsOf(text), rows);
  assertEquals(await rowsOf(`\ufeff${text}`), rows);
});

Deno.test("Windows-1252 is read as it was meant, quotes and euros included", async () => {
  const bytes = new Uint8Array([
    ...new TextEncoder().encode("N"),
    0xfa, // ú
    ...new TextEncoder().encode("mero;Raz"),
    0xf3, // ó
    ...new TextEncoder().encode("n\n"),
    0xd1, // Ñ
    ...new TextEncoder().encode(";"),
    0x93, // “
    0x80, // €
    0x94, // ”
    0x0a,
  ]);
  assertEquals(await rowsOf(bytes), [["Número", "Razón"], ["Ñ", "“€”"]]);
});

Deno.test("quotes are those of RFC 4180: delimiters, quotes and newlines inside a cell", async () => {
  const text = 'a;b;c\n"x;y";"él dijo ""no""";"uno\ndos\r\ntres"\n"";"""";z\n';
  assertEquals(await rowsOf(text), [
    ["a", "b", "c"],
    ["x;y", 'él dijo "no"', "uno\ndos\r\ntres"],
    ["", '"', "z"],
  ]);
});

Deno.test("rows are numbered from 1 as a spreadsheet numbers them, blank ones too", async () => {
  const rows = await readAll('a;b\n"uno\ndos";1\n\nx;2\n');
  assertEquals(rows.slice(0, 4).map(({ number, cells }) => [number, cells.join("|")]), [
    [1, "a|b"],
    [2, "uno\ndos|1"],
    [3, ""],
    [4, "x|2"],
  ]);
});

Deno.test("an empty file has no rows", async () => {
  assertEquals(await rowsOf(""), []);
  assertEquals(await rowsOf("\ufeff"), []);
});

Deno.test("a file over a million characters is read whole, each row once", async () => {
  const filler = "x".repeat(60);
  const lines = Array.from({ length: 40_000 }, (_, i) => `${i};"a ""b""\ncontinúa";${filler}\n`);
  const text = `id;texto;relleno\n${lines.join("")}`;
  assert(text.length > 3_000_000);
  const rows = (await readAll(text)).filter(({ cells }) => cells.length > 1);
  assertEquals(rows.length, 40_001);
  const wrong = rows.slice(1).filter(({ cells, number }, i) =>
    number !== i + 2 || cells[0] !== `${i}` || cells[1] !== 'a "b"\ncontinúa' ||
    cells[2] !== filler
  );
  assertEquals(wrong, []);
});

Deno.test("a cell that is never closed is told in a long file", async () => {
  const text = `a;b\n"sin cerrar;${"x".repeat(2_500_000)}`;
  const error = await assertRejects(() => readAll(text), UnreadableFileError);
  assertEquals(error.fault, { code: "openCell" });
});

Deno.test("UTF-16 and what is no text are refused, each as what it is", async () => {
  const littleEndian = new Uint8Array([0xff, 0xfe, 0x61, 0x00]);
  const bigEndian = new Uint8Array([0xfe, 0xff, 0x00, 0x61]);
  for (const bytes of [littleEndian, bigEndian]) {
    const error = await assertRejects(() => readAll(bytes), UnreadableFileError);
    assertEquals(error.fault, { code: "utf16" });
  }
  const binary = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x00, 0x01]);
  const error = await assertRejects(() => readAll(binary), UnreadableFileError);
  assertEquals(error.fault, { code: "noText" });
});
