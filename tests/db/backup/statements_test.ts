import { assertEquals } from "@std/assert";
import { fc } from "../../support/runs/properties.ts";
import { statementsOf } from "../../../db/backup/statements.ts";

const DUMP = [
  "PRAGMA foreign_keys=OFF;\n",
  "CREATE TABLE `a;b` (\n\tid INTEGER,\n\ttext TEXT CHECK (text <> ';')\n);\n",
  "INSERT INTO t VALUES(1,'it''s;\nstill one; \"','');\n",
  'INSERT INTO "x""y" VALUES(\'`\');\n',
  "CREATE TRIGGER no BEFORE UPDATE ON t\nBEGIN\n  SELECT RAISE(ABORT, 'no;');\nEND;\n",
  "COMMIT;\n",
];

async function split(pieces: string[]): Promise<string[]> {
  return await Array.fromAsync(statementsOf(ReadableStream.from(pieces)));
}

Deno.test("a dump comes apart into its statements wherever its text is cut", async () => {
  const whole = DUMP.join("");
  const cuts = fc.uniqueArray(fc.nat(whole.length), { maxLength: 20 });
  await fc.assert(fc.asyncProperty(cuts, async (places) => {
    const ends = [0, ...places.toSorted((one, other) => one - other), whole.length];
    const pieces = ends.slice(1).map((end, index) => whole.slice(ends[index], end));
    assertEquals(await split(pieces), DUMP);
  }));
});

Deno.test("what a dump that was cut off leaves at its end is one more statement", async () => {
  assertEquals(await split(["SELECT 1;\nINSERT INTO t VALUES('"]), [
    "SELECT 1;\n",
    "INSERT INTO t VALUES('",
  ]);
});
