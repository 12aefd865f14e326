import { assertEquals } from "@std/assert";
import type { Db } from "../../db/client.ts";
import { users } from "../../db/schema.ts";
import { createSession, endSession, findSession, touchSession } from "../../db/sessions.ts";
import { testDatabase } from "../support/database.ts";
import { A, B, load, PROVIDERS } from "../support/files.ts";
import { providerOf } from "./support/contents.ts";

/** Accounts 1 of A and 2 of B, with one session each. */
async function withSessions(db: Db): Promise<void> {
  await load(db, [PROVIDERS()]);
  for (const [index, nit] of [A, B].entries()) {
    const { id: providerId } = await providerOf(db, nit);
    const values = { providerId, role: "representative", passwordHash: "x", activatedAt: 0 };
    await db.insert(users).values({ id: index + 1, ...values });
    await createSession(db, {
      id: `session of ${nit}`,
      userId: index + 1,
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
    provider: await providerOf(db, B),
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

Deno.test("a session that is ended stays ended when it is used again", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await withSessions(db);
  await endSession(db, `session of ${A}`, 3000);
  await touchSession(db, `session of ${A}`, 4000);
  assertEquals((await findSession(db, `session of ${A}`))?.endedAt, 3000);
});
