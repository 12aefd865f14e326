import { assertEquals, assertStringIncludes } from "@std/assert";
import { ROOT } from "../../db/support/process.ts";
import { startManyDatabases } from "../../support/sqld/many_databases.ts";

/** Of each noun a file and how the test of its main way begins; any other can be run so, too. */
const WAYS = [
  ["accounts/sign_in_staff", "a member of the staff who was invited"],
  ["payments/vouchers", "GET /pagos shows the vouchers"],
  ["payments/export", "the workbook of a voucher"],
  ["loads/undo", "the same form twice"],
  ["providers/provider", "a new Correo ends the rep"],
  ["reconciliation/actas", "an acta goes from a list to both"],
  ["inquiries/inquiries", "a form that is sent twice"],
  ["appointments/steps", "an appointment is made"],
  ["medicines/medicines", "L10: what is overdue"],
  ["enrolment/sending", "Enviar sends once"],
  ["programs/webhooks", "an address is changed"],
  ["certificates/affiliation", "two clicks at once"],
] as const;
const FILES = WAYS.map(([name]) => `tests/routes/${name}_test.ts`);
const TESTS = WAYS.map(([, test]) => test).join("|");

Deno.test("each noun's main ways work in a database at a server with a token, as in a file", {
  ignore: Deno.build.os !== "linux" || Deno.build.arch !== "x86_64",
}, async () => {
  await using server = await startManyDatabases();
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "--allow-all", "--no-check", "--quiet", `--filter=/^(${TESTS})/`, ...FILES],
    cwd: ROOT,
    env: { NO_COLOR: "1", TEST_SQLD: server.url, TEST_SQLD_TOKEN: server.token },
    stderr: "null",
  }).output();
  const said = new TextDecoder().decode(stdout);
  assertEquals(success, true, said);
  assertStringIncludes(said, `ok | ${WAYS.length} passed | 0 failed`);
});
