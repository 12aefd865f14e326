import { assertEquals, assertNotEquals } from "@std/assert";
import { maskedCodes } from "../../../lib/codes/masked_code.ts";

const SECRET = "a secret of thirty-two bytes or more";
const OTHER = "another secret of thirty-two bytes";

Deno.test("a code is for the text that it was made for, and for no other", () => {
  const codes = maskedCodes([SECRET]);
  const made = codes.make("one");
  assertEquals(codes.isFor("one", made), true);
  assertEquals(codes.isFor("other", made), false);
  assertEquals(maskedCodes([OTHER]).isFor("one", made), false);
});

Deno.test("a code of an earlier secret is known, and none is made under it", () => {
  const [before, after] = [maskedCodes([OTHER]), maskedCodes([SECRET, OTHER])];
  assertEquals(after.isFor("one", before.make("one")), true);
  assertEquals(before.isFor("one", after.make("one")), false);
});

Deno.test("the codes of a text have no half in common", () => {
  const codes = maskedCodes([SECRET]);
  const made = Array.from({ length: 100 }, () => codes.make("one"));
  const halves = made.flatMap((one) => [one.slice(0, 64), one.slice(64)]);
  assertEquals(new Set(halves).size, 200);
});

Deno.test("the name of a text is the same each time, another under another secret, and no code", () => {
  const codes = maskedCodes([SECRET, OTHER]);
  const name = codes.nameOf("one");
  assertEquals([name.length, codes.nameOf("one")], [16, name]);
  assertNotEquals(codes.nameOf("other"), name);
  assertNotEquals(maskedCodes([OTHER]).nameOf("one"), name);
  assertEquals(codes.isFor("one", name), false);
});

Deno.test("a code that was changed at any place is none", () => {
  const codes = maskedCodes([SECRET]);
  const made = codes.make("one");
  for (let place = 0; place < made.length; place++) {
    const sign = made[place] === "0" ? "1" : "0";
    const changed = made.slice(0, place) + sign + made.slice(place + 1);
    assertNotEquals(changed, made);
    assertEquals(codes.isFor("one", changed), false);
  }
  for (const text of ["", "x", made.slice(2), `${made}00`, made.toUpperCase()]) {
    assertEquals(codes.isFor("one", text), false, text);
  }
});
