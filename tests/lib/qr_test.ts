import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { qrPath } from "../../lib/qr.ts";

const TEXT = "otpauth://totp/Zona%20Ser:900356158?secret=GEZDGNBVGY3TQOJQ";

Deno.test("a code is made of squares of size one, inside a margin of four", () => {
  const { size, path } = qrPath(TEXT);
  assertMatch(path, /^(M\d+ \d+h1v1h-1z)+$/);
  const places = [...path.matchAll(/M(\d+) (\d+)/g)].map((match) => match.slice(1).map(Number));
  for (const [x = 0, y = 0] of places) {
    assert(x >= 4 && y >= 4 && x < size - 4 && y < size - 4, `${x} ${y} of ${size}`);
  }
  assertEquals((size - 8 - 17) % 4, 0, "a code has 17 + 4 times its version squares a side");
});

Deno.test("its three corners are the finder pattern, seven by seven", () => {
  const { size, path } = qrPath(TEXT);
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${x} ${y}`));
  const finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
  for (const [left, top] of [[4, 4], [size - 11, 4], [4, size - 11]] as const) {
    const seen = finder.map((row, y) =>
      [...row].map((_, x) => dark.has(`${left + x} ${top + y}`) ? "#" : ".").join("")
    );
    assertEquals(seen, finder);
  }
});

Deno.test("the same text gives the same code, another text another one, and markup in a text stays out of the path", () => {
  assertEquals(qrPath(TEXT), qrPath(TEXT));
  assertNotEquals(qrPath(TEXT).path, qrPath(`${TEXT}A`).path);
  assertMatch(qrPath('"><script>').path, /^[Mhvz\d -]+$/);
});
