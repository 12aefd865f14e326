import { assertEquals, assertMatch } from "@std/assert";
import { folio } from "../../domain/folio.ts";

Deno.test("a radicado says what it is of and of which year, then eight signs", () => {
  for (const prefix of ["SR", "DP", "CO"] as const) {
    const text = folio(prefix, "2026", Uint8Array.from([0, 7, 8, 29, 30, 59, 128, 255]));
    assertMatch(text, new RegExp(`^${prefix}-2026-[2-9A-HJKMNP-TV-Z]{8}$`));
  }
});

Deno.test("every byte counts, and no character is mistaken for another on a screen", () => {
  const texts = Array.from({ length: 30 }, (_, byte) => folio("SR", "2026", bytesOf(byte)));
  assertEquals(new Set(texts).size, 30);
  for (const text of texts) assertEquals(/[01ILOU]/.test(text.slice(8)), false, text);
  for (let place = 0; place < 8; place++) {
    const bytes = new Uint8Array(8);
    bytes[place] = 5;
    assertEquals(folio("SR", "2026", bytes) === folio("SR", "2026", new Uint8Array(8)), false);
  }
});

function bytesOf(byte: number): Uint8Array {
  return new Uint8Array(8).fill(byte);
}
