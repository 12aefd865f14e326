import { assertEquals } from "@std/assert";
import {
  activate,
  createActivation,
  findActivation,
  renewActivation,
} from "../../../db/accounts/activations.ts";
import { findRegistrant } from "../../../db/providers/registrant.ts";
import { findAccount } from "../../../db/accounts/users.ts";
import type { Db } from "../../../db/client.ts";
import { testDatabase } from "../../support/database.ts";
import { A, B, C, load, PROVIDERS } from "../../support/files.ts";
import { countRows, providerOf, rowsOf } from "../support/contents.ts";

const HOUR = 3_600_000;

type Wish = { voidedAt?: number; policyVersion?: string };

async function register(db: Db, nit: string, token: string, wish: Wish = {}) {
  const { id: providerId } = await providerOf(db, nit);
  const policy = { policyVersion: wish.policyVersion ?? "2026-01", policySha256: "abc" };
  await createActivation(
    db,
    { providerId },
    { ...policy, acceptedAt: 1000, address: "127.0.0.1" },
    {
      tokenSha256: token,
      passwordHash: `hash of ${token}`,
      createdAt: 1000,
      expiresAt: 1000 + HOUR,
      voidedAt: wish.voidedAt ?? null,
    },
  );
}

async function withProviders() {
  const database = await testDatabase();
  await load(database.db, [PROVIDERS()]);
  return database;
}

Deno.test("a provider on file is found with its cédula, its address and whether it has an account", async () => {
  await using database = await withProviders();
  const { db } = database;
  assertEquals(await findRegistrant(db, C), {
    ...await providerOf(db, C),
    representativeId: "32654987",
    email: null,
    hasAccount: false,
  });
  await register(db, A, "one");
  assertEquals((await findRegistrant(db, A))?.hasAccount, false);
  await activate(db, "one", 2000);
  assertEquals((await findRegistrant(db, A))?.hasAccount, true);
  assertEquals((await findRegistrant(db, B))?.hasAccount, false);
});

Deno.test("a NIT that is unknown, or that no published load named, is nobody", async () => {
  await using database = await withProviders();
  const { db } = database;
  await db.$client.execute({ sql: "UPDATE providers SET is_listed = 0 WHERE nit = ?", args: [C] });
  assertEquals(await findRegistrant(db, C), undefined);
  assertEquals(await findRegistrant(db, "800000118"), undefined);
});

Deno.test("registering keeps the proof of acceptance and gives a link that can be used once", async () => {
  await using database = await withProviders();
  const { db } = database;
  await register(db, A, "one");
  assertEquals(await rowsOf(db, "SELECT policy_version, policy_sha256, address FROM consents"), [
    { policy_version: "2026-01", policy_sha256: "abc", address: "127.0.0.1" },
  ]);
  assertEquals(await findAccount(db, { nit: A }), undefined);
  assertEquals(await findActivation(db, "one", 2000), {
    owner: { providerId: 1 },
    passwordHash: "hash of one",
  });
  assertEquals(await activate(db, "one", 2000), true);
  assertEquals(await findAccount(db, { nit: A }), {
    id: 1,
    kind: "representative",
    email: null,
    mailbox: "pagos@clinica-a.example",
    name: "",
    staffRole: null,
    passwordHash: "hash of one",
    isActive: true,
    totp: { secret: null, confirmedAt: null },
    representativeId: "1067845210",
    affiliate: null,
    memberships: [{ role: "representante", provider: await providerOf(db, A) }],
  });
  assertEquals(await rowsOf(db, "SELECT kind, activated_at, accepted_policy FROM users"), [
    { kind: "representative", activated_at: 2000, accepted_policy: "2026-01" },
  ]);
  assertEquals(await activate(db, "one", 2001), false);
  assertEquals(await findActivation(db, "one", 2001), undefined);
  assertEquals((await countRows(db)).users, 1);
});

Deno.test("links of registrations live side by side; the first that is used wins, and its consent alone counts", async () => {
  await using database = await withProviders();
  const { db } = database;
  await register(db, B, "of B");
  await register(db, A, "one", { policyVersion: "2025-12" });
  await register(db, A, "two");
  await register(db, A, "three", { policyVersion: "2026-02" });
  for (const token of ["one", "two", "three"]) {
    assertEquals((await findActivation(db, token, 2000))?.passwordHash, `hash of ${token}`);
  }
  assertEquals(await activate(db, "one", 2000), true);
  assertEquals((await findAccount(db, { nit: A }))?.passwordHash, "hash of one");
  for (const token of ["two", "three"]) {
    assertEquals(await findActivation(db, token, 2000), undefined);
    assertEquals(await activate(db, token, 2000), false);
  }
  assertEquals((await findAccount(db, { nit: A }))?.passwordHash, "hash of one");
  const consents = await rowsOf(db, "SELECT policy_version, user_id FROM consents ORDER BY id");
  assertEquals(consents.map(({ policy_version, user_id }) => [policy_version, user_id]), [
    ["2026-01", null],
    ["2025-12", 1],
    ["2026-01", null],
    ["2026-02", null],
  ]);
  assertEquals(await rowsOf(db, "SELECT accepted_policy FROM users"), [
    { accepted_policy: "2025-12" },
  ]);
  assertEquals(await activate(db, "of B", 2000), true);
});

Deno.test("two links of one provider at once: one wins, with its own password and consent", async () => {
  await using database = await withProviders();
  const { db } = database;
  await register(db, A, "one");
  await register(db, A, "two");
  const uses = await Promise.all([activate(db, "one", 2000), activate(db, "two", 2000)]);
  assertEquals(uses.toSorted(), [false, true]);
  const winner = uses[0] ? "one" : "two";
  assertEquals((await findAccount(db, { nit: A }))?.passwordHash, `hash of ${winner}`);
  const counted = await rowsOf(
    db,
    `SELECT token_sha256 AS token FROM activation_tokens JOIN consents ON consents.id = consent_id
     WHERE user_id IS NOT NULL`,
  );
  assertEquals(counted, [{ token: winner }]);
});

Deno.test("a link is renewed for its own registration alone, and only while one waits", async () => {
  await using database = await withProviders();
  const { db } = database;
  await register(db, A, "mine");
  await register(db, A, "another's");
  const link = (tokenSha256: string) => ({ tokenSha256, createdAt: 1500, expiresAt: 1500 + HOUR });
  assertEquals(await renewActivation(db, "mine", link("mine again")), true);
  assertEquals(await renewActivation(db, "mine", link("mine once more")), true);
  assertEquals(await renewActivation(db, "unknown", link("x")), false);
  for (const token of ["mine", "mine again"]) {
    assertEquals(await findActivation(db, token, 2000), undefined);
  }
  assertEquals((await findActivation(db, "another's", 2000))?.passwordHash, "hash of another's");
  assertEquals((await findActivation(db, "mine once more", 2000))?.passwordHash, "hash of mine");
  assertEquals(await activate(db, "mine once more", 2000), true);
  assertEquals(await renewActivation(db, "mine", link("late")), false);
  assertEquals(await renewActivation(db, "another's", link("late")), false);
});

Deno.test("a link works until its last instant, a voided one and an unknown one never", async () => {
  await using database = await withProviders();
  const { db } = database;
  await register(db, A, "one");
  await register(db, B, "void", { voidedAt: 1000 });
  assertEquals(await findActivation(db, "one", 1001 + HOUR), undefined);
  assertEquals(await activate(db, "one", 1001 + HOUR), false);
  for (const token of ["void", "unknown", "%", ""]) {
    assertEquals(await findActivation(db, token, 2000), undefined, token);
    assertEquals(await activate(db, token, 2000), false, token);
  }
  assertEquals((await countRows(db)).users, 0);
  assertEquals(await activate(db, "one", 1000 + HOUR), true);
});

Deno.test("of two uses of one link at once exactly one makes the account", async () => {
  await using database = await withProviders();
  const { db } = database;
  await register(db, A, "one");
  const uses = await Promise.all([activate(db, "one", 2000), activate(db, "one", 2000)]);
  assertEquals(uses.toSorted(), [false, true]);
  assertEquals((await countRows(db)).users, 1);
});

Deno.test("a link never changes the password of an account that exists", async () => {
  await using database = await withProviders();
  const { db } = database;
  await register(db, A, "one");
  await activate(db, "one", 2000);
  await register(db, A, "two");
  await activate(db, "two", 3000);
  assertEquals((await findAccount(db, { nit: A }))?.passwordHash, "hash of one");
});

Deno.test("an account that a change of hands closed is opened again by a new link, and is the same account", async () => {
  await using database = await withProviders();
  const { db } = database;
  await register(db, A, "one");
  await activate(db, "one", 2000);
  await db.$client.execute("UPDATE users SET activated_at = NULL");
  assertEquals((await findAccount(db, { nit: A }))?.isActive, false);
  assertEquals((await findRegistrant(db, A))?.hasAccount, false);
  await register(db, A, "two");
  const uses = await Promise.all([activate(db, "two", 3000), activate(db, "two", 3000)]);
  assertEquals(uses.toSorted(), [false, true]);
  const account = await findAccount(db, { nit: A });
  assertEquals([account?.id, account?.isActive, account?.passwordHash], [1, true, "hash of two"]);
  assertEquals((await countRows(db)).users, 1);
});
