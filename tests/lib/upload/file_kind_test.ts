import { assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import { fileKind } from "../../../lib/upload/file_kind.ts";
import { UnreadableFileError } from "../../../lib/unreadable_file.ts";

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** An old container that holds a stream of this name somewhere. */
function aContainer(stream: string): Uint8Array {
  const name = Buffer.from(stream, "utf16le");
  return new Uint8Array([...OLE, ...new Uint8Array(1500), ...name, ...new Uint8Array(500)]);
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const judging = async () => await Promise.resolve(fileKind(bytes));
  return (await assertRejects(judging, UnreadableFileError)).message;
}

Deno.test("U3: an encrypted workbook and an old one have each their own sentence", async () => {
  const table: [stream: string, message: string][] = [
    ["EncryptedPackage", "está protegido con contraseña: quítesela y guárdelo de nuevo"],
    ["Workbook", "es un libro de Excel antiguo (.xls): guárdelo como libro de Excel (.xlsx)"],
    ["Book", "es un libro de Excel antiguo (.xls): guárdelo como libro de Excel (.xlsx)"],
    [
      "WordDocument",
      "es un documento antiguo de Office: guárdelo como libro de Excel (.xlsx) o CSV UTF-8",
    ],
  ];
  for (const [stream, message] of table) assertEquals(await refusal(aContainer(stream)), message);
});

Deno.test("U4: what is neither a workbook nor text is told for what it is, whatever its name", async () => {
  const saveAs = "guárdelo como libro de Excel (.xlsx) o CSV UTF-8";
  const table: [start: string, message: string][] = [
    ["%PDF-1.7\n", `es un PDF: pida la tabla y ${saveAs}`],
    ["\x1f\x8b\x08", "está comprimido: ábralo y cargue los archivos que trae"],
    ["Rar!\x1a\x07", "está comprimido: ábralo y cargue los archivos que trae"],
    ["\x89PNG\r\n", `es una imagen: pida la tabla y ${saveAs}`],
    ["\xff\xd8\xff\xe0", `es una imagen: pida la tabla y ${saveAs}`],
    ["<html><table>", `es una página web: ábrala en Excel y ${saveAs}`],
    ["\xef\xbb\xbf\r\n <!DOCTYPE html>", `es una página web: ábrala en Excel y ${saveAs}`],
    [`<?xml version="1.0"?><Workbook`, `es una página web: ábrala en Excel y ${saveAs}`],
    ["{\\rtf1", `es un documento de texto: ${saveAs}`],
  ];
  for (const [start, message] of table) {
    assertEquals(await refusal(Buffer.from(start, "latin1")), message, start);
  }
});

Deno.test("U4: a workbook and a table of text are known by their bytes", () => {
  const table: [start: string, kind: string][] = [
    ["PK\x03\x04", "workbook"],
    ["PK;Valor\n", "text"],
    ["NIT;Valor\n", "text"],
    ["\xef\xbb\xbfNIT;Valor\n", "text"],
    ["", "text"],
  ];
  for (const [start, kind] of table) {
    assertEquals(fileKind(Buffer.from(start, "latin1")), kind, start);
  }
});
