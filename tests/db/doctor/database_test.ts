import { assertEquals, assertMatch } from "@std/assert";
import { checkDatabase } from "../../../db/doctor/database.ts";
import { testDatabase } from "../../support/database.ts";
import { freePort } from "../../support/free_port.ts";

async function sayOfPages(path: string): Promise<string> {
  const database = { url: `file:${path}` };
  const findings = await checkDatabase({ database }, Date.now());
  return findings.find(({ about }) => about === "Páginas")?.says ?? "";
}

Deno.test("the pages of a small database are read, those of many gigabytes are not", async () => {
  await using database = await testDatabase();
  assertEquals(await sayOfPages(database.path), "están enteras");
  await database.db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  // A hole: it takes no room on the disk.
  await Deno.truncate(database.path, 5e9);
  assertMatch(await sayOfPages(database.path), /^5 GB, que aquí no se leen: las lee cada copia/);
});

Deno.test("a server that cannot be reached is said with the reason, and without its address", async () => {
  const database = { url: `http://127.0.0.1:${freePort()}`, authToken: "secret" };
  const [finding] = await checkDatabase({ database }, Date.now());
  assertEquals(finding?.state, "bad");
  assertMatch(finding?.says ?? "", /^no responde: (?!.*(?:http|secret)).*Connection refused/);
});
