import { assert, assertEquals } from "@std/assert";
import { runOnSqld } from "../../support/sqld/run_on_sqld.ts";
import { SQLD_EXISTS } from "../../db/support/sqld.ts";

/**
 * Of `deno task test:sqld`, which takes minutes, what a server can break most easily: of each noun
 * the file of its main writes, those in which two write at once, and every question with its plan.
 */
const FILES = [
  "tests/routes/accounts/sign_in_staff_test.ts",
  "tests/routes/appointments/steps_test.ts",
  "tests/routes/attention/new_test.ts",
  "tests/routes/certificates/affiliation_test.ts",
  "tests/routes/enrolment/sending_test.ts",
  "tests/routes/files/form_test.ts",
  "tests/routes/inquiries/inquiries_test.ts",
  "tests/routes/loads/loads_test.ts",
  "tests/routes/loads/undo_test.ts",
  "tests/routes/medicines/medicines_test.ts",
  "tests/routes/payments/change_feed_race_test.ts",
  "tests/routes/payments/export_test.ts",
  "tests/routes/payments/vouchers_test.ts",
  "tests/routes/programs/webhooks_test.ts",
  "tests/routes/providers/provider_test.ts",
  "tests/routes/reconciliation/actas_test.ts",
  "tests/routes/reporting/mapping_test.ts",
  "tests/routes/users/users_test.ts",
  "tests/whole/question_plans_test.ts",
];

Deno.test("what is written works in a database at a server with a token, as in a file", {
  ignore: !SQLD_EXISTS,
}, async () => {
  const { passed, failed, said } = await runOnSqld(FILES);
  assertEquals(failed, [], said);
  assert(passed >= FILES.length, said);
});
