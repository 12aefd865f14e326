import { assert, assertEquals, assertRejects } from "@std/assert";
import { createArgon2Workers } from "../../../lib/password/argon2_wasm.ts";
import { createPasswords } from "../../../lib/password/password.ts";

const { hash: argon2idByWasm, end: endArgon2Workers } = createArgon2Workers();

const COST = { memory: 19_456, passes: 2, parallelism: 1, hashBytes: 32 };
const CHEAP = { memory: 64, passes: 1, parallelism: 1, hashBytes: 32 };

Deno.test("WebAssembly gives the bytes that WebCrypto gives, so that hashes move between them", async () => {
  using _workers = workersThatEnd();
  for (const password of ["tres tigres comen trigo", " ñame 🐯 ", "a".repeat(1000)]) {
    const phc = await createPasswords().hash(password);
    const [salt = "", hash = ""] = phc.split("$").slice(4);
    const work = { password: bytesOf(password), salt: Uint8Array.fromBase64(salt), ...COST };
    const own = await argon2idByWasm(work);
    assertEquals(own.toBase64({ omitPadding: true }), hash, password);
  }
});

Deno.test("a worker answers what the library answers on this thread", async () => {
  using _workers = workersThatEnd();
  const work = { password: bytesOf("password"), salt: bytesOf("somesalt"), ...CHEAP };
  const { argon2id } = await import("hash-wasm");
  const expected = await argon2id({
    password: "password",
    salt: "somesalt",
    memorySize: 64,
    iterations: 1,
    parallelism: 1,
    hashLength: 32,
    outputType: "hex",
  });
  assertEquals((await argon2idByWasm(work)).toHex(), expected);
});

Deno.test("hashes are made in two workers beside each other, and the event loop goes on meanwhile", async () => {
  using _workers = workersThatEnd();
  const salt = bytesOf("sixteen bytes....");
  let turns = 0;
  let isDone = false;
  const hashes = Promise.all(
    ["a", "b", "c", "d"].map((password) =>
      argon2idByWasm({ password: bytesOf(password), salt, ...COST })
    ),
  ).finally(() => isDone = true);
  while (!isDone) {
    await new Promise<void>((resolve) => setTimeout(resolve));
    turns++;
  }
  const made = (await hashes).map((hash) => hash.toHex());
  assertEquals(new Set(made).size, 4);
  assert(turns > 20, `${turns} turns`);
});

Deno.test("work that cannot be done is refused, and the next one is done", async () => {
  using _workers = workersThatEnd();
  const salt = bytesOf("somesalt");
  const bad = { password: bytesOf("x"), salt, ...CHEAP, memory: 1 };
  await assertRejects(() => argon2idByWasm(bad), Error);
  const good = await argon2idByWasm({ password: bytesOf("x"), salt, ...CHEAP });
  assertEquals(good.length, 32);
});

Deno.test("a hash under way ends with the workers", async () => {
  const work = { password: bytesOf("x"), salt: bytesOf("somesalt"), ...COST };
  const under = argon2idByWasm(work);
  endArgon2Workers();
  await assertRejects(() => under, Error, "the workers were ended");
});

Deno.test("workers that were ended start again", async () => {
  using _workers = workersThatEnd();
  const work = { password: bytesOf("x"), salt: bytesOf("somesalt"), ...CHEAP };
  const first = await argon2idByWasm(work);
  endArgon2Workers();
  assertEquals(await argon2idByWasm(work), first);
});

function workersThatEnd(): Disposable {
  return { [Symbol.dispose]: endArgon2Workers };
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
