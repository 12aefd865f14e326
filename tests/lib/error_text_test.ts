import { assert, assertEquals, assertRejects } from "@std/assert";
import { users } from "../../db/schema.ts";
import { describeError } from "../../lib/error_text.ts";
import { createBackground } from "../../routes/context.ts";
import { testDatabase } from "../support/database.ts";

const SECRETS = ["ana@suips.example", "1067845210"];

Deno.test("L2: what is logged of an error of the database names what failed, and no value that was sent", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await db.$client.execute("DROP TABLE users");
  const [email, name] = [SECRETS[0] ?? "", `Ana\n    at ${SECRETS[1]}`];
  const insert = () => db.insert(users).values({ kind: "staff", email, name, passwordHash: "x" });
  const error = await assertRejects(async () => void await insert(), Error);
  assert(error.message.includes(email), "drizzle writes them into its message");
  const lines: string[] = [];
  const background = createBackground((error) => lines.push(describeError(error)));
  background.run(async () => void await insert());
  await background.settled();
  for (const line of [describeError(error), ...lines]) {
    assert(line.includes("no such table: users"), line);
    for (const secret of SECRETS) assert(!line.includes(secret), line);
  }
  assertEquals(lines.length, 1);
});

Deno.test("what is no error is one line, too", () => {
  assertEquals(describeError("first\nsecond"), "first");
});
