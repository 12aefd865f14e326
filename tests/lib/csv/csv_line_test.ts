import { assertEquals, assertMatch } from "@std/assert";
import { csvLine } from "../../../lib/csv/csv.ts";
import { rowsOf } from "../support/csv_rows.ts";

Deno.test("a line has semicolons between its cells and ends with CRLF", () => {
  assertEquals(csvLine(["a", "b c", null, { number: "1234,50" }]), "a;b c;;1234,50\r\n");
  assertEquals(csvLine([""]), "\r\n");
});

Deno.test("delimiters, quotes and newlines are quoted as RFC 4180", () => {
  const cells = ["a;b", 'c"d', "e\nf", "g,h"];
  assertEquals(csvLine(cells), '"a;b";"c""d";"e\nf";"g,h"\r\n');
});

Deno.test("a text that would start a formula gets an apostrophe, a number does not", () => {
  for (
    const text of [
      "=1+1",
      "+cmd",
      "-2",
      "@SUM(A1)",
      "\tx",
      "\rx",
      "\nx",
      "＝1",
      "＋1",
      "－2",
      "＠A",
    ]
  ) {
    assertMatch(csvLine([text, "z"]), /^"?'/, text);
  }
  assertEquals(csvLine([{ number: "-1234,50" }, "z"]), "-1234,50;z\r\n");
});

Deno.test("what is written is read back as it was", async () => {
  const texts = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\ttab", "\rretorno"]
    .concat(
      "\n=1+1",
      "＝1+1",
      "'apóstrofo",
      "'",
      "a;b",
      'él dijo "no"',
      "uno\ndos",
      "uno\r\ndos",
      "Ñandú",
      "0001",
      "",
    );
  for (const text of texts) {
    const [row] = await rowsOf(csvLine([text, "centro", text, "fin", "último"]));
    assertEquals(row?.slice(0, 4), [text, "centro", text, "fin"], JSON.stringify(text));
  }
});
