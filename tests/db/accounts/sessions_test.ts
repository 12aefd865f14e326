import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { createSession, findSession, touchSession } from "../../../db/accounts/sessions.ts";
import { endSession } from "../../../db/accounts/session_ends.ts";
import { POLICY_VERSION } from "../../../domain/accounts/policy.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, load, PROVIDERS } from "../../support/files.ts";
import { addPerson } from "../../support/people.ts";
import { providerOf } from "../support/contents.ts";

/** Accounts 1 of A and 2 of B, with one session each. */
async function withSessions(db: Db): Promise<void> {
  await load(db, [PROVIDERS()]);
  for (const [index, nit] of [A, B].entries()) {
    const { id: providerId } = await providerOf(db, nit);
    const person = { id: index + 1, kind: "representative", passwordHash: "x" } as const;
    await addPerson(db, person, [[nit, "representante"]]);
    await createSession(db, {
      id: `session of ${nit}`,
      userId: index + 1,
      providerId,
      secondFactorAt: null,
      nowMs: 1000,
      address: "",
      userAgent: "",
    }, "x");
  }
}

Deno.test("a session is found with its user, its provider and its times", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withSessions(db);
  assertEquals(await findSession(db, `session of ${B}`), {
    id: `session of ${B}`,
    userId: 2,
    createdAt: 1000,
    lastUsedAt: 1000,
    endedAt: null,
    secondFactorAt: null,
    dataVersion: 0,
    user: {
      kind: "representative",
      name: "",
      email: null,
      staffRole: null,
      hasSecondFactor: false,
      acceptedPolicy: POLICY_VERSION,
      providerCount: 1,
    },
    affiliate: null,
    actedFor: null,
    membership: { role: "representante", provider: await providerOf(db, B) },
  });
  assertEquals(await findSession(db, "session"), undefined);
});

Deno.test("using and ending a session touch that one alone", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withSessions(db);
  await touchSession(db, `session of ${A}`, 2000);
  await endSession(db, `session of ${A}`, 3000);
  const times = async (nit: string) => {
    const found = await findSession(db, `session of ${nit}`);
    return [found?.createdAt, found?.lastUsedAt, found?.endedAt];
  };
  assertEquals(await times(A), [1000, 2000, 3000]);
  assertEquals(await times(B), [1000, 1000, null]);
});

Deno.test("an ended session stays ended when it is used again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withSessions(db);
  await endSession(db, `session of ${A}`, 3000);
  await touchSession(db, `session of ${A}`, 4000);
  assertEquals((await findSession(db, `session of ${A}`))?.endedAt, 3000);
});

Deno.test("S9: a session of a disabled person, or of one who must activate anew, is none", async () => {
  for (const closed of ["disabled_at = 5", "activated_at = NULL"]) {
    await using database = await testDatabase();
    const { db } = database;
    await withSessions(db);
    await db.$client.execute(`UPDATE users SET ${closed} WHERE id = 1`);
    assertEquals(await findSession(db, `session of ${A}`), undefined, closed);
    assertEquals((await findSession(db, `session of ${B}`))?.userId, 2, closed);
  }
});

Deno.test("S9: a revoked membership shows no provider, and a session begins only for who may sign in", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withSessions(db);
  await db.$client.execute("UPDATE memberships SET revoked_at = 5 WHERE user_id = 1");
  const found = await findSession(db, `session of ${A}`);
  assertEquals([found?.membership, found?.user.providerCount], [null, 0]);
  await db.$client.execute("UPDATE users SET disabled_at = 5 WHERE id = 2");
  const { id: providerId } = await providerOf(db, B);
  const wish = { id: "late", userId: 2, providerId, secondFactorAt: null, nowMs: 0 };
  assertEquals(await createSession(db, { ...wish, address: "", userAgent: "" }, "x"), false);
});
