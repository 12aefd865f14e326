import { assertEquals, assertRejects } from "@std/assert";
import { Buffer } from "node:buffer";
import { fileKind } from "../../../lib/upload/file_kind.ts";
import {
  type PlainUnreadableCode,
  type UnreadableFault,
  UnreadableFileError,
} from "../../../lib/unreadable_file.ts";

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** An old container that holds a stream of this name somewhere. */
function aContainer(stream: string): Uint8Array {
  const name = Buffer.from(stream, "utf16le");
  return new Uint8Array([...OLE, ...new Uint8Array(1500), ...name, ...new Uint8Array(500)]);
}

async function refusal(bytes: Uint8Array): Promise<UnreadableFault> {
  const judging = async () => await Promise.resolve(fileKind(bytes));
  return (await assertRejects(judging, UnreadableFileError)).fault;
}

Deno.test("U3: an encrypted workbook and an old one are told apart", async () => {
  const table: [stream: string, code: PlainUnreadableCode][] = [
    ["EncryptedPackage", "password"],
    ["Workbook", "oldWorkbook"],
    ["Book", "oldWorkbook"],
    ["WordDocument", "oldOffice"],
  ];
  for (const [stream, code] of table) assertEquals(await refusal(aContainer(stream)), { code });
});

Deno.test("U4: a file that is neither a workbook nor text is named as what it is, whatever its name", async () => {
  const table: [start: string, code: PlainUnreadableCode][] = [
    ["%PDF-1.7\n", "pdf"],
    ["\x1f\x8b\x08", "compressed"],
    ["Rar!\x1a\x07", "compressed"],
    ["\x89PNG\r\n\x1a\n", "picture"],
    ["\xff\xd8\xff\xe0", "picture"],
    ["<html><table>", "webPage"],
    ["\xef\xbb\xbf\r\n <!DOCTYPE html>", "webPage"],
    [`<?xml version="1.0"?><Workbook`, "webPage"],
    ["{\\rtf1", "richText"],
  ];
  for (const [start, code] of table) {
    assertEquals(await refusal(Buffer.from(start, "latin1")), { code }, start);
  }
});

Deno.test("U4: a workbook and a table of text are recognised by their bytes", () => {
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
