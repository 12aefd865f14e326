import { assertEquals } from "@std/assert";
import { isSessionAlive, type SessionTimes } from "../../../domain/accounts/session.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse("2026-04-01T15:00:00Z");

Deno.test("a session ends after half an hour without use and eight hours after it began", () => {
  const table: [createdAgo: number, usedAgo: number, alive: boolean][] = [
    [0, 0, true],
    [29 * MINUTE, 29 * MINUTE, true],
    [30 * MINUTE, 30 * MINUTE, true],
    [31 * MINUTE, 30 * MINUTE + 1, false],
    [7 * HOUR, 10 * MINUTE, true],
    [8 * HOUR, 0, true],
    [8 * HOUR + 1, 0, false],
    [24 * HOUR, 24 * HOUR, false],
  ];
  for (const [createdAgo, usedAgo, alive] of table) {
    const session = { createdAt: NOW - createdAgo, lastUsedAt: NOW - usedAgo, endedAt: null };
    assertEquals(isSessionAlive(session, NOW), alive, `${createdAgo}, ${usedAgo}`);
  }
});

Deno.test("D13: a session whose last use lies in the future is over, but for what clocks may differ", () => {
  for (
    const [aheadMs, isAlive] of [[4 * MINUTE, true], [6 * MINUTE, false], [
      2 * HOUR,
      false,
    ]] as const
  ) {
    const session = { createdAt: NOW - HOUR, lastUsedAt: NOW + aheadMs, endedAt: null };
    assertEquals(isSessionAlive(session, NOW), isAlive);
  }
});

Deno.test("a session that was ended is over at once", () => {
  const session: SessionTimes = { createdAt: NOW, lastUsedAt: NOW, endedAt: NOW };
  assertEquals(isSessionAlive(session, NOW), false);
});
