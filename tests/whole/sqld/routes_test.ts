import { assert, assertEquals } from "@std/assert";
import { runOnSqld } from "../../support/sqld/run_on_sqld.ts";
import { SQLD_EXISTS } from "../../db/support/sqld.ts";

/**
 * Of `deno task test:sqld`, which takes minutes and is run whole before a landing: the files whose
 * writes a server refused once, and those in which two write at once.
 */
const FILES = [
  "tests/routes/appointments/steps_test.ts",
  "tests/routes/enrolment/sending_test.ts",
  "tests/routes/loads/loads_test.ts",
  "tests/routes/loads/undo_test.ts",
  "tests/routes/payments/change_feed_race_test.ts",
  "tests/routes/programs/webhooks_test.ts",
  "tests/routes/providers/provider_test.ts",
  "tests/routes/reconciliation/actas_test.ts",
];

Deno.test("what is written works in a database at a server with a token, as in a file", {
  ignore: !SQLD_EXISTS,
}, async () => {
  const { passed, failed, said } = await runOnSqld(FILES);
  assertEquals(failed, [], said);
  assert(passed >= FILES.length, said);
});
