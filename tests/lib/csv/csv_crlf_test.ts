import { assertEquals, assertRejects } from "@std/assert";
import { csvLine, UnreadableFileError } from "../../../lib/csv/csv.ts";
import { readAll, rowsOf } from "../support/csv_rows.ts";

Deno.test("CRLF ends a row and is in no cell", async () => {
  const rows = [["a", "b"], ["1", "2"], ["x\r\ny", "3"], ["", "4"]];
  assertEquals(await rowsOf('a;b\r\n1;2\r\n"x\r\ny";3\r\n;"4"\r\n'), rows);
  assertEquals(await rowsOf("a,b\r\n1,2\r\n"), rows.slice(0, 2));
});

Deno.test("CRLF is read in a file over a million characters too", async () => {
  const lines = Array.from({ length: 200_000 }, (_, index) => `${index};fin\r\n`);
  const rows = (await readAll(`id;último\r\n${lines.join("")}`)).filter(({ cells }) =>
    cells.length > 1
  );
  assertEquals(rows.length, 200_001);
  assertEquals(rows.filter(({ cells }) => cells.join().includes("\r")), []);
});

Deno.test("a line that is written is read back whole, its last cell too", async () => {
  for (const text of ["=1", "'=1", "fin", "-2", ""]) {
    assertEquals(await rowsOf(csvLine(["a", text])), [["a", text]], text);
  }
});

Deno.test("a cell that is never closed is told in a short file", async () => {
  await assertRejects(() => readAll('a;b\n"sin cerrar;1\nx;2\n'), UnreadableFileError);
});
