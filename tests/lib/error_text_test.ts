import { assert, assertEquals, assertRejects } from "@std/assert";
import { users } from "../../db/schema.ts";
import { describeError, outlineError } from "../../lib/error_text.ts";
import { createBackground } from "../../routes/after_answer.ts";
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

Deno.test("the outline of an error has its class and what failed, and no value, however it is quoted", () => {
  const cases: [Error, string][] = [
    [new TypeError("x is not a function\nsecond line"), "TypeError: x is not a function"],
    [
      new SyntaxError(`Unexpected token 'A', "Ana Pérez" is not valid JSON`),
      "SyntaxError: Unexpected token …, … is not valid JSON",
    ],
    [new Error("can't read 'Ana Pérez"), "Error: can't read …"],
    [new Error("no row of ana@x.example or 1067845210"), "Error: no row of … or …"],
    [
      new Error("Failed query: select 'Ana'", {
        cause: new Error("UNIQUE constraint failed: users.email"),
      }),
      "Error: UNIQUE constraint failed: users.email",
    ],
    [
      new Error("Failed query: select x from y\nparams: Ana"),
      "Error: Failed query: select x from y",
    ],
  ];
  for (const [error, outline] of cases) assertEquals(outlineError(error), outline);
});
