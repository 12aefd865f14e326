import { assert, assertEquals, assertMatch } from "@std/assert";
import { CODE_BYTES, readCode, secretCode, writtenCode } from "../../domain/code.ts";

Deno.test("L12: a code has twelve signs, none of them like another one, all equally likely", () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const bytes = new Uint8Array(CODE_BYTES).fill(3).fill(byte, 0, 1);
    const code = secretCode(bytes);
    assertMatch(code, /^[2-9A-HJKMNP-Z]{12}$/);
    const [sign = "", next = ""] = code;
    if (byte < 248) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    else assertEquals(sign, next, "a byte that is not fair is left out");
  }
  assertEquals(counts.size, 31);
  assertEquals(new Set(counts.values()), new Set([8]));
  assert(!/[01OIL]/.test([...counts.keys()].join("")));
});

Deno.test("a code is read as people type it, and nothing else is one", () => {
  for (
    const typed of ["ABCDEFGH2345", "ABCD-EFGH-2345", " abcd efgh 2345 ", "abcd–efgh—2345"]
  ) {
    assertEquals(readCode(typed), "ABCDEFGH2345", typed);
  }
  const others = ["", "ABCD-EFGH-234", "ABCD-EFGH-23456", "ABCD-EFGH-2340", "ABCD-EFGH-234O"];
  for (const typed of [...others, "ABCD-EFGH-234<", "１２３４５６７８９ＡＢＣ"]) {
    assertEquals(readCode(typed), undefined, typed);
  }
});

Deno.test("a code is written in groups of four", () => {
  assertEquals(writtenCode("ABCDEFGH2345"), "ABCD-EFGH-2345");
});
