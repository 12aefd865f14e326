import { FILE_ONLY } from "./support/sqld/file_only.ts";
import { runOnSqld } from "./support/sqld/run_on_sqld.ts";

/**
 * Runs the tests of routes and of the whole portal, or those of the FILES it is given, with their
 * databases at a real sqld that asks for a token, and ends with one plain line as run.ts does.
 */
const ALL = ["tests/routes", "tests/whole"];
/** They have databases of their own, and none. */
const WITHOUT = ["tests/whole/sqld/", "tests/whole/regex_test.ts"];

const isWhole = Deno.args.length === 0;
const { passed, failed, excused, said } = await runOnSqld(isWhole ? ALL : Deno.args, {
  without: WITHOUT,
  isParallel: isWhole,
});
const needless = Object.keys(FILE_ONLY).filter((name) => isWhole && !excused.includes(name));
if (failed.length > 0) console.log(said);
for (const name of excused) console.log(`needs a file: ${name} (${FILE_ONLY[name]})`);
for (const name of needless) console.log(`needs no file, or is no test any more: ${name}`);
for (const name of failed) console.log(`failed: ${name}`);
const failures = failed.length + needless.length;
console.log(`${passed} passed, ${failures} failed`);
Deno.exit(failures === 0 ? 0 : 1);
