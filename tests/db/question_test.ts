import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { eq, sql } from "drizzle-orm";
import { ask, askTogether, question, type Values } from "../../db/question.ts";
import { memberships, providers, users } from "../../db/schema.ts";
import { testDatabase } from "../support/database.ts";
import { A, B, load, PROVIDERS } from "../support/files.ts";
import { recordTrips } from "./support/recorder.ts";

const PROVIDER = question(
  { id: providers.id, nit: providers.nit, isListed: providers.isListed },
  (select, { nit }: Values<{ nit: string }>) =>
    select.from(providers).where(eq(providers.nit, nit)),
);

Deno.test("a question is written once: its SQL is the same text whatever its values", () => {
  let written = 0;
  const counted = question({ nit: providers.nit }, (select, { nit }: Values<{ nit: string }>) => {
    written++;
    return select.from(providers).where(eq(providers.nit, nit));
  });
  const [one, other] = [counted({ nit: "1" }), counted({ nit: "2" })];
  assertEquals(one.sql, other.sql);
  assertEquals([one.args, other.args], [["1"], ["2"]]);
  assertEquals(written, 1);
});

Deno.test("a question names all its values: the rest of them is no name", () => {
  type Given = { nit: string; limit: number };
  const careless = question({ nit: providers.nit }, (select, values: Values<Given>) => {
    const { limit, ...rest } = values;
    return select.from(providers).where(eq(providers.nit, rest.nit)).limit(limit);
  });
  assertThrows(() => careless({ nit: "1", limit: 1 }), TypeError, "by name");
});

Deno.test("rows are read as drizzle reads them: booleans, what mapWith makes, nothing of a left join", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const joined = question(
    {
      nit: providers.nit,
      isListed: providers.isListed,
      hasPerson: sql<boolean>`${users.id} IS NOT NULL`.mapWith(Boolean),
      person: { id: users.id, name: users.name },
    },
    (select, { nit }: Values<{ nit: string }>) =>
      select.from(providers)
        .leftJoin(memberships, eq(memberships.providerId, providers.id))
        .leftJoin(users, eq(users.id, memberships.userId))
        .where(eq(providers.nit, nit)),
  );
  assertEquals(await ask(db, joined({ nit: A })), [
    { nit: A, isListed: true, hasPerson: false, person: null },
  ]);
});

Deno.test("several questions are one round trip, and answer in their order", async () => {
  await using database = await testDatabase();
  await load(database.db, [PROVIDERS()]);
  const { db, trips } = recordTrips(database.db);
  const [[one], [other], none] = await askTogether(
    db,
    PROVIDER({ nit: B }),
    PROVIDER({ nit: A }),
    PROVIDER({ nit: "1" }),
  );
  assertEquals([one?.nit, other?.nit, none], [B, A, []]);
  assertEquals(trips.map((trip) => trip.length), [3]);
});

Deno.test("a question with a mistake in its SQL fails with the words of the database", async () => {
  await using database = await testDatabase();
  const wrong = question(
    { n: sql<number>`no_such_function(1)` },
    (select, { id }: Values<{ id: number }>) => select.from(providers).where(eq(providers.id, id)),
  );
  await assertRejects(() => ask(database.db, wrong({ id: 1 })), Error, "no_such_function");
  assertEquals(await ask(database.db, PROVIDER({ nit: "1" })), []);
});
