import { assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import { bytesOf } from "../../../lib/byte_source.ts";
import { readCsv } from "../../../lib/csv/csv.ts";
import {
  type PlainUnreadableCode,
  type UnreadableFault,
  UnreadableFileError,
} from "../../../lib/unreadable_file.ts";
import { rowsOf } from "../support/csv_rows.ts";
import { assertLetsOthersRun } from "../support/measured_reading.ts";

async function refusal(bytes: Uint8Array): Promise<UnreadableFault> {
  return (await assertRejects(() => rowsOf(bytes), UnreadableFileError)).fault;
}

Deno.test("U4: names come out as they were written, in UTF-8 and Windows-1252", async () => {
  const rows = [["Razón Social", "Ciudad"], ["Peña & Muñoz — “Cía.” €", "Ibagué"]];
  const text = rows.map((row) => row.join(";")).join("\r\n");
  const table: Record<string, Uint8Array> = {
    utf8: Buffer.from(text),
    mark: Buffer.from(`\ufeff${text}`),
    windows: windows1252(text),
  };
  for (const [name, bytes] of Object.entries(table)) {
    assertEquals(await rowsOf(new Uint8Array(bytes)), rows, name);
  }
});

Deno.test("U4: a long file of Windows-1252 is one encoding from its start to its end", async () => {
  const plain = "1;Clinica\n".repeat(300_000);
  const rows = await rowsOf(windows1252(`id;nombre\n${plain}2;Ibagué\n`));
  assertEquals(rows.at(-1), ["2", "Ibagué"]);
  const long = await rowsOf(new TextEncoder().encode(`id;nombre\n${"1;Ñandú\n".repeat(200_000)}`));
  assertEquals([long.length, long.find(([id, name]) => id === "1" && name !== "Ñandú")], [
    200_001,
    undefined,
  ]);
});

Deno.test("U4: any other encoding is refused, and a mixture of two", async () => {
  const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
  const table: [
    bytes: Uint8Array,
    code: PlainUnreadableCode | "foreignEncoding",
    words?: string[],
  ][] = [
    [new Uint8Array(Buffer.from("\ufeffNIT;Razón\n", "utf16le")), "utf16"],
    [new Uint8Array(Buffer.from("NIT;Razón\n", "utf16le")), "utf16"],
    [latin1("\x00N\x00I\x00T"), "utf16"],
    // MS-DOS (850): ó is A2, ñ is A4; Macintosh: ó is 97, á is 87.
    [latin1("NIT;Raz\xa2n\n1;Pe\xa4a\n"), "foreignEncoding", ["Raz¢n", "Pe¤a"]],
    [latin1("NIT;Ciudad\n1;Bogot\x87 y C\x87li\n"), "foreignEncoding", ["Bogot‡", "C‡li"]],
    [
      new Uint8Array([...Buffer.from("NIT;Razón\n"), ...latin1("1;Pe\xf1a\n")]),
      "mixedEncodings",
    ],
  ];
  for (const [bytes, code, words] of table) {
    assertEquals<unknown>(await refusal(bytes), { code, ...(words && { words }) });
  }
});

Deno.test("U4: what could be of two code pages is settled by the other words of a file", async () => {
  const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
  // D6 is Ö in Windows-1252 and Í in MS-DOS; 92 is an apostrophe and the Macintosh's í.
  for (const word of ["M\xd6LLER", "Garc\x92a"]) {
    const { code } = await refusal(latin1(`NIT;Nombre\n1;${word}\n`));
    assertEquals(code, "foreignEncoding", word);
    const rows = await rowsOf(latin1(`NIT;Nombre\n1;${word}\n2;PE\xd1A\n3;Mu\xf1oz\n`));
    assertEquals(rows.slice(2), [["2", "PEÑA"], ["3", "Muñoz"]]);
  }
  const words = [
    "S\xc3O",
    "M\xdcLLER",
    "D\x92Costa",
    "Cali\x96Palmira",
    "BOGOT\xe1",
    "N\xb0",
    "1\xaa",
  ];
  assertEquals((await rowsOf(latin1(words.join("\n")))).flat(), [
    "SÃO",
    "MÜLLER",
    "D’Costa",
    "Cali–Palmira",
    "BOGOTá",
    "N°",
    "1ª",
  ]);
});

Deno.test("U4: rows may end in CR alone, and quoted cells hold newlines in every delimiter", async () => {
  assertEquals(await rowsOf("a;b\r1;2\r"), [["a", "b"], ["1", "2"]]);
  for (const delimiter of [";", ",", "\t"]) {
    const text = `a${delimiter}b\r\n"1\n2"${delimiter}"x${delimiter}""y"""\r\n`;
    assertEquals(await rowsOf(text), [["a", "b"], ["1\n2", `x${delimiter}"y"`]], delimiter);
  }
});

Deno.test("titles above the header do not mislead about the delimiter", async () => {
  const isHeader = (cells: string[]) => cells.length === 2 && cells[0] === "NIT";
  const text =
    `Pagos, enero, 2026\r\nMutual Ser, E.P.S.\r\n\r\n"NIT";"Valor, en pesos"\r\n1;2,5\r\n`;
  const read = readCsv(bytesOf(new TextEncoder().encode(text)), isHeader);
  const rows = (await Array.fromAsync(read)).flat();
  assertEquals(rows[3]?.cells, ["NIT", "Valor, en pesos"]);
  assertEquals(rows[4], { cells: ["1", "2,5"], number: 5 });
});

Deno.test("a long CSV lets others run while it is read", async () => {
  const line = `900356158;1500086213;Factura;FEV-1;${"1234567,50;".repeat(17)}\n`;
  const bytes = new TextEncoder().encode(line.repeat(100_000));
  let count = 0;
  await assertLetsOthersRun(async () => {
    for await (const rows of readCsv(bytesOf(bytes))) {
      count += rows.filter(({ cells }) => cells.length > 1).length;
    }
  });
  assertEquals(count, 100_000);
});

/** Windows-1252, of the letters that these tests write. */
function windows1252(text: string): Uint8Array {
  const codes: Record<string, number> = { "—": 0x97, "“": 0x93, "”": 0x94, "€": 0x80 };
  return Uint8Array.from(text, (sign) => codes[sign] ?? sign.charCodeAt(0));
}
