import { assertEquals } from "@std/assert";
import { sql } from "drizzle-orm";
import { countSome } from "../../../db/staff/count_some.ts";
import { instance } from "../../../db/schema.ts";
import { testDatabase } from "../../support/database.ts";

Deno.test("counting ends at one more than is counted, so it says that there are more", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await db.run(sql`WITH RECURSIVE numbers (n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10050)
    INSERT INTO instance (key, value) SELECT 'test ' || n, n FROM numbers`);
  assertEquals(await countSome(db, instance, sql`key GLOB 'test *'`), [{ count: 10_001 }]);
  assertEquals(await countSome(db, instance, sql`key GLOB 'test 77'`), [{ count: 1 }]);
});
