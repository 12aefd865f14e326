import { assertEquals, assertNotEquals } from "@std/assert";
import { openDigest } from "../../../../db/loads/lines/digest.ts";

function digest(lines: string[]): string {
  const digest = openDigest();
  for (const line of lines) digest.add(line);
  return digest.end();
}

const LINES = Array.from(
  { length: 450 },
  (_, index) => JSON.stringify(["Factura", `FEV-${index}`]),
);

Deno.test("a digest is that of all lines together, and tells lines and their order apart", () => {
  assertEquals(digest(LINES), digest([LINES.join("")]));
  assertNotEquals(digest(LINES), digest(LINES.toReversed()));
  assertNotEquals(digest(LINES), digest(LINES.slice(1)));
});
