import { assertEquals } from "@std/assert";
import type { Db } from "../../db/client.ts";
import {
  activationTokens,
  attempts,
  emailChanges,
  invitations,
  keptForms,
  knownPlaces,
  passkeyChallenges,
  passwordResets,
  sessions,
  users,
} from "../../db/schema.ts";
import { PLACES_KEPT_MS, sweepSpent } from "../../db/sweep.ts";
import { testApp } from "../support/app.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

Deno.test("L9: old attempts, ended sessions and old places are removed; what still counts stays", async () => {
  await using portal = await testApp();
  const { db, clock } = portal;
  const count = async () => [
    await db.$count(attempts),
    await db.$count(knownPlaces),
    await db.$count(sessions),
  ];
  await portal.signIn();
  await portal.browser().post("/zona-ser", { tipo: "prestador", usuario: "1", contrasena: "x" });
  const before = await count();
  await sweepSpent(db, clock.nowMs + 60 * 60 * 1000);
  assertEquals(await count(), before);
  await sweepSpent(db, clock.nowMs + 2 * DAY_MS);
  assertEquals(await count(), [0, 1, 1]);
  await sweepSpent(db, clock.nowMs + 31 * DAY_MS);
  assertEquals(await count(), [0, 1, 0]);
  await sweepSpent(db, clock.nowMs + PLACES_KEPT_MS + DAY_MS);
  assertEquals(await count(), [0, 0, 0]);
});

/** A table, how long its rows stay after their time, and a row whose time is `atMs`. */
const SPENT = [
  [activationTokens, 30 * DAY_MS, (atMs: number) => ({ ...linkOf(atMs), affiliateId: 1 })],
  [passwordResets, 30 * DAY_MS, (atMs: number) => linkOf(atMs)],
  [emailChanges, 30 * DAY_MS, (atMs: number) => linkOf(atMs)],
  [invitations, 30 * DAY_MS, (atMs: number) => linkOf(atMs)],
  [sessions, 30 * DAY_MS, (atMs: number) => ({ ...sessionOf(atMs), endedAt: atMs })],
  [keptForms, 0, (atMs: number) => ({ ...named(atMs), sealed: "x", expiresAt: atMs })],
  [passkeyChallenges, 0, (atMs: number) => ({ ...named(atMs), expiresAt: atMs })],
] as const;

Deno.test("L9: spent links, ended sessions and begun forms go on their day, not before, and once", async () => {
  await using portal = await testApp();
  const { db, clock: { nowMs } } = portal;
  await portal.signIn();
  await db.delete(sessions);
  for (const [table, keptMs, rowOf] of SPENT) {
    const [spent, living] = [rowOf(nowMs - keptMs - 1), rowOf(nowMs - keptMs)];
    await db.insert(table).values([spent, living] as never[]);
  }
  for (let time = 0; time < 2; time++) {
    await sweepSpent(db, nowMs);
    assertEquals(await countAll(db), SPENT.map(() => 1));
  }
  assertEquals(await db.$count(users), 1);
});

Deno.test("L9: a wait that is not over outlives the day on which attempts are forgotten", async () => {
  await using portal = await testApp();
  const { db, clock: { nowMs } } = portal;
  const old = { count: 20, lastAt: nowMs - 2 * DAY_MS };
  await db.insert(attempts).values([
    { ...old, key: "over", blockedUntil: nowMs - 1 },
    { ...old, key: "waits", blockedUntil: nowMs + 1 },
  ]);
  await sweepSpent(db, nowMs);
  assertEquals((await db.select().from(attempts)).map(({ key }) => key), ["waits"]);
});

async function countAll(db: Db): Promise<number[]> {
  const counts = [];
  for (const [table] of SPENT) counts.push(await db.$count(table));
  return counts;
}

function named(atMs: number) {
  return { userId: 1, sessionId: `s${atMs}`, challengeSha256: `c${atMs}` };
}

function linkOf(atMs: number) {
  return {
    userId: 1,
    tokenSha256: `t${atMs}`,
    handle: `h${atMs}`,
    passwordHash: "x",
    email: "a@ips.example",
    role: "contador",
    createdAt: 0,
    expiresAt: atMs,
  };
}

function sessionOf(atMs: number) {
  const [createdAt, lastUsedAt] = [atMs, atMs];
  return { id: `s${atMs}`, userId: 1, createdAt, lastUsedAt, address: "", userAgent: "" };
}
