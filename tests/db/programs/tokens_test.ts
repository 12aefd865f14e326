import { assertEquals, assertRejects } from "@std/assert";
import { findTokenHolder } from "../../../db/programs/holder.ts";
import { createApiToken, findTokens } from "../../../db/programs/tokens.ts";
import { PROVIDER_SCOPES } from "../../../domain/programs/scope.ts";
import type { Db } from "../../../db/client.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, C, load, PROVIDERS } from "../../support/files.ts";
import { countRows, providerOf } from "../support/contents.ts";

const TODAY = "2026-04-01";

function create(db: Db, nit: string, tokenSha256: string, expiresOn: string | null = null) {
  return createApiToken(db, { nit, name: "cartera", tokenSha256, createdAt: 1000, expiresOn });
}

async function withProviders() {
  const database = await testDatabase();
  await load(database.db, [PROVIDERS()]);
  return database;
}

Deno.test("a token is its provider's and nobody else's", async () => {
  await using database = await withProviders();
  const { db } = database;
  await create(db, A, "of A");
  await create(db, B, "of B");
  const holder = {
    tokenName: "cartera",
    scopes: [...PROVIDER_SCOPES],
    lastUsedAt: null,
    dataVersion: 0,
    provider: await providerOf(db, B),
  };
  assertEquals(await findTokenHolder(db, "of B", TODAY), holder);
  for (const token of ["of C", "of", "%", ""]) {
    assertEquals(await findTokenHolder(db, token, TODAY), undefined, token);
  }
});

Deno.test("a token works on its last day and not on the next", async () => {
  await using database = await withProviders();
  const { db } = database;
  await create(db, A, "short", TODAY);
  assertEquals((await findTokenHolder(db, "short", TODAY))?.provider?.nit, A);
  assertEquals(await findTokenHolder(db, "short", "2026-04-02"), undefined);
});

Deno.test("a token that works is listed however many have ended since", async () => {
  await using database = await withProviders();
  const { db } = database;
  await create(db, A, "living", TODAY);
  await db.$client.execute(`
    WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 201)
    INSERT INTO api_tokens
      (token_sha256, handle, provider_id, name, scopes, created_at, expires_on, revoked_at)
    SELECT 'ended' || i, 'ended' || i, provider_id, 'ended', scopes, created_at + i,
      iif(i % 2, '2026-03-31', NULL), iif(i % 2, NULL, 2000)
    FROM n, api_tokens WHERE token_sha256 = 'living'`);
  const { id: providerId } = await providerOf(db, A);
  const listed = await findTokens(db, { providerId }, TODAY);
  assertEquals(listed.slice(0, 2).map(({ name }) => name), ["cartera", "ended"]);
});

Deno.test("a revoked token is nobody's, whatever its last day", async () => {
  await using database = await withProviders();
  const { db } = database;
  await create(db, A, "one");
  await create(db, A, "two", "2030-01-01");
  await db.$client.execute("UPDATE api_tokens SET revoked_at = 2000");
  assertEquals(await findTokenHolder(db, "one", TODAY), undefined);
  assertEquals(await findTokenHolder(db, "two", TODAY), undefined);
});

Deno.test("no token is kept for a NIT that is not on file or not published yet", async () => {
  await using database = await withProviders();
  const { db } = database;
  await db.$client.execute({ sql: "UPDATE providers SET is_listed = 0 WHERE nit = ?", args: [C] });
  await create(db, "800000118", "one");
  await create(db, C, "two");
  assertEquals((await countRows(db)).api_tokens, 0);
});

Deno.test("the same token cannot be kept twice", async () => {
  await using database = await withProviders();
  await create(database.db, A, "one");
  await assertRejects(() => create(database.db, B, "one"), Error);
  assertEquals((await findTokenHolder(database.db, "one", TODAY))?.provider?.nit, A);
});
