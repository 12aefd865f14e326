import { assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { findTokenHolder } from "../../../db/programs/holder.ts";
import { sha256 } from "../../../lib/secret_token.ts";
import { testDatabase } from "../../support/database.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";
import { rowsOf } from "../support/contents.ts";
import { run } from "../support/process.ts";

/** A database file with providers, and the command on it. */
async function withCommand() {
  const database = await testDatabase();
  await load(database.db, [PROVIDERS()]);
  const env = { DATABASE_URL: `file:${database.path}` };
  return {
    ...database,
    create: (...args: string[]) => run("db/commands/token_create.ts", args, env),
  };
}

Deno.test("a token is printed once on stdout, and only its SHA-256 is stored", async () => {
  await using database = await withCommand();
  const { db, create } = database;
  const { code, stdout, stderr } = await create(A, "--name=cartera", "--expires=2199-12-31");
  assertEquals(code, 0, stderr);
  assertMatch(stdout, /^zs_[\w-]{32}\n$/);
  const token = stdout.trim();
  assertNotMatch(stderr, /zs_/);
  const stored = await rowsOf(db, "SELECT * FROM api_tokens");
  assertEquals(stored.map((row) => [row.token_sha256, row.name, row.expires_on, row.revoked_at]), [
    [sha256(token), "cartera", "2199-12-31", null],
  ]);
  const bytes = [await Deno.readFile(database.path), await Deno.readFile(`${database.path}-wal`)];
  for (const file of bytes) {
    assertEquals(new TextDecoder("latin1").decode(file).includes(token), false);
  }
  const holder = await findTokenHolder(db, sha256(token), "2199-12-31");
  assertEquals([holder?.provider?.nit, holder?.tokenName], [A, "cartera"]);
  assertEquals(holder?.scopes, ["read", "download", "reconcile"]);
  assertEquals(await findTokenHolder(db, sha256(token), "2200-01-01"), undefined);
});

Deno.test("an unknown NIT and wrong usage answer 2, print no token and store none", async () => {
  await using database = await withCommand();
  const { db, create } = database;
  const outcomes = await Promise.all([
    create("800000118", "--name=cartera"),
    create(A),
    create(A, "--name="),
    create("--name=cartera"),
    create("no-es-nit", "--name=cartera"),
    create(A, "--name=cartera", "--expires=31/12/2026"),
    create(A, "--name=cartera", "--expires=2020-12-31"),
    create(A, "--name=cartera", "--scope=todo"),
    create(A, "--name=cartera", "--scopes=read,todo"),
    create(A, "--name=cartera", "--scopes="),
    create(A, A, "--name=cartera"),
  ]);
  for (const [index, { code, stdout, stderr }] of outcomes.entries()) {
    assertEquals([code, stdout], [2, ""], `${index}: ${stderr}`);
    assertEquals(stderr.trim().split("\n").length, 1, stderr);
  }
  assertMatch(outcomes[0]?.stderr ?? "", /800000118/);
  assertMatch(outcomes[5]?.stderr ?? "", /--expires/);
  assertMatch(outcomes[6]?.stderr ?? "", /--expires: ese día ya pasó/);
  assertEquals(await rowsOf(db, "SELECT * FROM api_tokens"), []);
});

Deno.test("a token may be for less than everything", async () => {
  await using database = await withCommand();
  const { stdout } = await database.create(A, "--name=cartera", "--scopes=reconcile,read");
  const holder = await findTokenHolder(database.db, sha256(stdout.trim()), "2027-01-01");
  assertEquals(holder?.scopes, ["read", "reconcile"]);
});

Deno.test("a NIT may be typed with dots and its check digit", async () => {
  await using database = await withCommand();
  const { code, stdout, stderr } = await database.create("900.356.158-8", "--name=cartera");
  assertEquals(code, 0, stderr);
  assertMatch(stdout, /^zs_/);
});
