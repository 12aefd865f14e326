import { assert } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { migrateDatabase } from "../../../db/migrate.ts";
import { startKeyedSqld } from "../../support/sqld/keyed_sqld.ts";
import { questionsOfPortal } from "../../support/sqld/questions.ts";
import { SQLD_EXISTS } from "../../db/support/sqld.ts";

/** Fewer than there were when this was written: a search that finds none would pass here. */
const MIN_QUESTIONS = 1000;

Deno.test("a server understands every question and answers it in its newest schema", {
  ignore: !SQLD_EXISTS,
}, async () => {
  const [questions, sqld] = await Promise.all([questionsOfPortal(), startKeyedSqld()]);
  await using _ = sqld;
  const db = await openDatabase({ url: sqld.url, authToken: sqld.token });
  await migrateDatabase(db);
  assert(questions.length >= MIN_QUESTIONS, `${questions.length} questions`);
  await db.$read(questions);
  db.$client.close();
});
