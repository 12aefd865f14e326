import { assertEquals } from "@std/assert";
import { isLost } from "../../../domain/payments/change.ts";

const AT_5 = { version: 5, documentNumber: "1", changedAt: 9 };

Deno.test("a place is lost where its change never was in this database, not where a copy of it is behind", () => {
  const cases: [version: number, isKnown: boolean, newest: number, lost: boolean][] = [
    [5, true, 5, false],
    [8, true, 8, false],
    [8, false, 8, true],
    [5, false, 5, true],
    [4, false, 4, true],
    [4, true, 4, true],
    [4, false, 5, false],
    [4, false, 9, false],
    [9, true, 4, false],
  ];
  for (const [version, isKnown, newest, lost] of cases) {
    assertEquals(
      isLost(AT_5, { version, isKnown, newest }),
      lost,
      String([version, isKnown, newest]),
    );
  }
});
