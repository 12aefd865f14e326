import { assertEquals, assertMatch, assertNotEquals, assertRejects } from "@std/assert";
import { ConfigError, readConfig } from "../../lib/config.ts";

/** An embedded database in a folder of its own that does not exist yet. */
async function aDatabase() {
  const parent = await Deno.makeTempDir({ prefix: "zona-ser-" });
  const folder = `${parent}/data`;
  return {
    folder,
    url: `file:${folder}/zona-ser.db`,
    async [Symbol.asyncDispose]() {
      await Deno.remove(parent, { recursive: true });
    },
  };
}

Deno.test("a secret is made beside an embedded database, for its owner only, and kept", async () => {
  await using database = await aDatabase();
  const { sessionSecrets } = await readConfig({ DATABASE_URL: database.url });
  assertEquals(sessionSecrets.length, 1);
  assertMatch(sessionSecrets.join(), /^[0-9a-f]{64}$/);
  const file = await Deno.stat(`${database.folder}/session-secrets`);
  assertEquals((file.mode ?? 0) & 0o777, 0o600);
  const again = await readConfig({ DATABASE_URL: database.url });
  assertEquals(again.sessionSecrets, sessionSecrets);
});

Deno.test("a secret that is kept is read, and nothing is written beside it", async () => {
  await using database = await aDatabase();
  await readConfig({ DATABASE_URL: database.url });
  const before = await Deno.stat(database.folder);
  await readConfig({ DATABASE_URL: database.url });
  assertEquals((await Deno.stat(database.folder)).mtime, before.mtime);
});

Deno.test("another database has another secret", async () => {
  await using one = await aDatabase();
  await using other = await aDatabase();
  const first = await readConfig({ DATABASE_URL: one.url });
  const second = await readConfig({ DATABASE_URL: other.url });
  assertNotEquals(first.sessionSecrets, second.sessionSecrets);
});

Deno.test("a secret that is set is used, and none is made", async () => {
  await using database = await aDatabase();
  const secret = "a secret of thirty-two bytes or more";
  const config = await readConfig({ DATABASE_URL: database.url, SESSION_SECRETS: secret });
  assertEquals(config.sessionSecrets, [secret]);
  await assertRejects(() => Deno.stat(`${database.folder}/session-secrets`), Deno.errors.NotFound);
});

Deno.test("a kept secret that is too short is refused, not replaced", async () => {
  await using database = await aDatabase();
  await Deno.mkdir(database.folder);
  await Deno.writeTextFile(`${database.folder}/session-secrets`, "corto");
  const settings = { DATABASE_URL: database.url };
  const error = await assertRejects(() => readConfig(settings), ConfigError);
  assertMatch(error.message, /^SESSION_SECRETS: [^\n]+$/);
});

Deno.test("a remote database without secrets is refused", async () => {
  for (const url of ["libsql://db.example", "https://db.example", "http://127.0.0.1:8080"]) {
    const error = await assertRejects(() => readConfig({ DATABASE_URL: url }), ConfigError);
    assertEquals(error.message, "SESSION_SECRETS: is required with a remote database");
  }
});

Deno.test("A15, S12: a secret that is short, empty or only spaces stops the start, also behind a good one", async () => {
  const good = "a secret of thirty-two bytes or more";
  const bad = ["x".repeat(31), "secret", "changeme", ",", " ", `${good},`, `${good},corta`];
  for (const secrets of [...bad, `corta,${good}`, ` ${"x".repeat(31)} `]) {
    const settings = { DATABASE_URL: "https://db.example", SESSION_SECRETS: secrets };
    const error = await assertRejects(() => readConfig(settings), ConfigError);
    assertEquals(error.message, "SESSION_SECRETS: each secret needs at least 32 bytes");
  }
  const accents = { DATABASE_URL: "https://db.example", SESSION_SECRETS: "ñ".repeat(16) };
  assertEquals((await readConfig(accents)).sessionSecrets, ["ñ".repeat(16)]);
});

Deno.test("A15: a missing secret is never replaced by a default", async () => {
  const settings = { DATABASE_URL: "https://db.example", SESSION_SECRETS: "" };
  const error = await assertRejects(() => readConfig(settings), ConfigError);
  assertEquals(error.message, "SESSION_SECRETS: is required with a remote database");
});
