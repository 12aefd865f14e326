import { assertEquals } from "@std/assert";
import { attachedKind } from "../../../lib/upload/attached_kind.ts";
import { aZip } from "../support/zips.ts";

const BOOK = { name: "xl/workbook.xml", content: "<workbook/>" };

Deno.test("U4: a file is what its content says, and what is none of the five is refused", async () => {
  const table: [content: string | Uint8Array, kind: Awaited<ReturnType<typeof attachedKind>>][] = [
    ["%PDF-1.7\n", "pdf"],
    ["\x89PNG\r\n\x1a\n....", "png"],
    ["\xff\xd8\xff\xe0....", "jpeg"],
    [aZip([BOOK]), "xlsx"],
    ["Factura;Valor\r\nFEV-1;1,00\r\n", "csv"],
    ["\xef\xbb\xbfFactura\tA\xf1o\n", "csv"],
    [aZip([{ name: "word/document.xml", content: "<w/>" }]), undefined],
    [aZip([BOOK, { name: "xl/vbaProject.bin", content: "x" }]), undefined],
    ["PK\x03\x04 and no directory", undefined],
    ["MZ\x90\x00\x03", undefined],
    ["  <!DOCTYPE html><script>", undefined],
    ["<svg xmlns='http://www.w3.org/2000/svg'>", undefined],
    ["\xef\xbb\xbf<html>", undefined],
    ["\x7fELF\x02\x01", undefined],
    ["", undefined],
  ];
  for (const [content, kind] of table) {
    const bytes = typeof content === "string"
      ? Uint8Array.from(content, (sign) => sign.charCodeAt(0))
      : content;
    assertEquals(await attachedKind(bytes), kind, String(content).slice(0, 40));
  }
});
