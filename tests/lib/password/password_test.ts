import { assert, assertEquals, assertMatch, assertNotEquals, assertRejects } from "@std/assert";
import { createPasswords } from "../../../lib/password/password.ts";
import { QueueFullError } from "../../../lib/queue.ts";
import { sourcesIn } from "../../support/sources.ts";

const passwords = createPasswords();
const { hash: hashPassword, verify: verifyPassword } = passwords;
const FOLDERS = ["components", "db", "domain", "lib", "routes"];
const PASSWORD = " tres tigres comen ñame 🐯";
const HASH = await hashPassword(PASSWORD);

/** A hash of some password, at almost no cost. */
const CHEAP = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(43);

Deno.test("A5: a password is stored as Argon2id with OWASP's minimum, as a PHC string", () => {
  assertMatch(
    HASH,
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
  );
});

Deno.test("A5: what serves the portal hashes at that cost alone", async () => {
  const main = { path: "main.ts", text: await Deno.readTextFile("main.ts") };
  const sources = [main, ...await Array.fromAsync(sourcesIn(FOLDERS))];
  const calls = sources.flatMap(({ text }) =>
    text.match(/(?<!function )createPasswords\(.*/g) ?? []
  );
  assert(calls.length > 0);
  for (const call of calls) assertMatch(call, /^createPasswords\(\)/);
});

Deno.test("A5: a hash of another cost is to be replaced, and one of today's is not", () => {
  assertEquals([passwords.isOutdated(HASH), passwords.isOutdated(CHEAP)], [false, true]);
});

Deno.test("A5: the same password twice has two salts and two hashes", async () => {
  const other = await hashPassword(PASSWORD);
  const [salt, hash] = HASH.split("$").slice(4);
  const [otherSalt, otherHash] = other.split("$").slice(4);
  assertNotEquals(salt, otherSalt);
  assertNotEquals(hash, otherHash);
});

Deno.test("A3: the password is recognised, and no other is", async () => {
  assert(await verifyPassword(HASH, PASSWORD));
  const others = [
    "",
    PASSWORD.trim(),
    PASSWORD.toUpperCase(),
    `${PASSWORD} `,
    PASSWORD.slice(0, -2),
  ];
  for (const other of others) assertEquals(await verifyPassword(HASH, other), false, other);
});

Deno.test("A3: both Unicode spellings of one password are that password", async () => {
  assert(PASSWORD.normalize("NFD") !== PASSWORD.normalize("NFC"));
  assert(await verifyPassword(HASH, PASSWORD.normalize("NFD")));
  assert(await verifyPassword(HASH, PASSWORD.normalize("NFC")));
});

Deno.test("A3: nothing is cut off after the 72nd byte", async () => {
  const long = "tres tigres comen trigo en un trigal ".repeat(4);
  const hash = await hashPassword(`${long}a`);
  assert(await verifyPassword(hash, `${long}a`));
  assertEquals(await verifyPassword(hash, `${long}b`), false);
});

Deno.test("without a hash, or with what is none, no password is right", async () => {
  assertEquals(await verifyPassword(undefined, PASSWORD), false);
  for (const phc of [undefined, HASH]) assertEquals(await verifyPassword(phc, ""), false);
  for (const stored of ["", PASSWORD, "$argon2id$", `${HASH}x$`]) {
    assertEquals(await verifyPassword(stored, PASSWORD), false, stored);
  }
});

Deno.test("a hash of other parameters is checked with its own", async () => {
  const { argon2id } = await import("hash-wasm");
  const salt = new TextEncoder().encode("somesalt01234567");
  const cost = { memorySize: 64, iterations: 3, parallelism: 1, hashLength: 32 };
  const phc = await argon2id({ password: "password", salt, ...cost, outputType: "encoded" });
  assertMatch(phc, /^\$argon2id\$v=19\$m=64,t=3,p=1\$/);
  assert(await verifyPassword(phc, "password"));
  assertEquals(await verifyPassword(phc, "Password"), false);
});

Deno.test("two are hashed at once, twenty wait, and the next is refused at once", async () => {
  const waiting = Array.from({ length: 22 }, () => verifyPassword(CHEAP, PASSWORD));
  await assertRejects(() => verifyPassword(CHEAP, PASSWORD), QueueFullError);
  await assertRejects(() => hashPassword(PASSWORD), QueueFullError);
  assertEquals(await Promise.all(waiting), Array.from({ length: 22 }, () => false));
  assert(await verifyPassword(HASH, PASSWORD), "the queue is empty again");
});
