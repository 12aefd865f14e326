import { assertEquals } from "@std/assert";
import { streamWorkbook } from "../../../lib/xlsx/writer.ts";
import { unzip } from "../support/unzip.ts";
import { AUTHOR, aWorkbook } from "../support/workbooks.ts";

Deno.test("a CR in a text is escaped, because XML reads a bare one as LF", async () => {
  const plan = aWorkbook([["\rretorno", 1, "2026-01-31"]]);
  const xml = unzip(
    await new Response(streamWorkbook(plan, AUTHOR)).bytes(),
    "xl/worksheets/sheet1.xml",
  );
  assertEquals(xml?.includes("\r"), false);
});
