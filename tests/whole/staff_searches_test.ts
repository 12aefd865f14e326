import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { type Db, openDatabase } from "../../db/client.ts";
import { findProviders, readProviders } from "../../db/providers/directory.ts";
import { findSeenProviders } from "../../db/audit/seen.ts";
import { searchAllInvoices } from "../../db/payments/staff_invoice_search.ts";
import { searchAtOnce } from "../../db/payments/staff_search.ts";
import { findUsers } from "../../db/users/directory.ts";
import { ACCESS_STATES, providerFilter } from "../../domain/providers/filter.ts";
import { USER_GROUPS, userFilter } from "../../domain/users/filter.ts";
import { testDatabase } from "../support/database.ts";
import { aFile, load } from "../support/files.ts";
import { plansOf, recordTrips } from "../db/support/recorder.ts";
import { assertQuick } from "../lib/support/duration.ts";

/** Searches read an index whole, because a word may stand anywhere; they never read a table or sort. */
const SEARCHES: Record<string, (db: Db) => Promise<unknown>> = {
  ...Object.fromEntries(ACCESS_STATES.map((state) => [
    `findProviders ${state}`,
    (db: Db) => findProviders(db, providerFilter("a b", state), { page: 2 }),
  ])),
  ...Object.fromEntries(USER_GROUPS.map((group) => [
    `findUsers ${group}`,
    (db: Db) => findUsers(db, userFilter("a b", group), { page: 2 }),
  ])),
  readProviders: async (db) => await Array.fromAsync(readProviders(db, providerFilter("a"))),
  searchAtOnce: (db) => searchAtOnce(db, "FE 1", 100),
  searchAllInvoices: (db) => searchAllInvoices(db, "FE01-1", undefined),
};

Deno.test("searches of the staff are one round trip, by an index in its order, without sorting", async (test) => {
  await using database = await testDatabase();
  const planner = await openDatabase(database.address);
  for (const [name, ask] of Object.entries(SEARCHES)) {
    await test.step(name, async () => {
      const recorder = recordTrips(database.db);
      await ask(recorder.db);
      assertEquals(recorder.trips.length, 1);
      for (const { sql, plan } of await plansOf(planner, recorder.trips)) {
        assertNotMatch(
          plan,
          /SCAN (?!json_each|word|p USING|u USING|some|CONSTANT)/,
          `${plan}\n${sql}`,
        );
        assertNotMatch(plan, /USE TEMP B-TREE|AUTOMATIC/, `${plan}\n${sql}`);
        assertMatch(plan, /USING .*INDEX/, sql);
      }
    });
  }
  planner.$client.close();
});

Deno.test("what a person saw is found by an index of her events, not by reading the whole log", async () => {
  await using database = await testDatabase();
  const planner = await openDatabase(database.address);
  const recorder = recordTrips(database.db);
  await findSeenProviders(recorder.db, [1], { fromMs: 0, toMs: 1 });
  const [{ plan } = { plan: "" }] = await plansOf(planner, recorder.trips);
  assertMatch(plan, /SEARCH e USING INDEX audit_events_by_user \(user_id=\? AND at>\? AND at<\?\)/);
  planner.$client.close();
});

Deno.test("a search among five thousand providers takes no noticeable time, and all of them are downloaded once", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const rows = Array.from(
    { length: 5000 },
    (_, index) => `${900100000 + index};IPS Número ${index % 7}`,
  );
  await load(db, [aFile("prestadores.csv", "NIT;Razón Social", ...rows)]);
  await assertQuick(500, async () => {
    const { counts } = await findProviders(db, providerFilter("numero 3"), { page: 1 });
    assert(counts.todos >= 714);
  });
  const all = (await Array.fromAsync(readProviders(db, providerFilter("")))).flat();
  assertEquals([all.length, new Set(all.map(({ nit }) => nit)).size], [5000, 5000]);
});
