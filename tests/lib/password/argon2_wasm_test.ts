import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Argon2Work, createArgon2Workers } from "../../../lib/password/argon2_wasm.ts";
import { argon2id } from "hash-wasm";
import { assertQuick, threadMs } from "../support/duration.ts";
import { growthOver } from "../support/measured_hashes.ts";

const COST = { memory: 19_456, passes: 2, parallelism: 1, hashBytes: 32 };
const CHEAP = { memory: 64, passes: 1, parallelism: 1, hashBytes: 32 };
const HASHES = 60;
/** Measured: 8 MiB. In new memory for each hash it was over 300. */
const MAX_GROWTH_MIB = 60;

Deno.test("A5: the hashes are those of the reference implementation, in whatever order costs come", async () => {
  using workers = createArgon2Workers();
  const work = { password: bytesOf("password"), salt: bytesOf("somesalt"), hashBytes: 32 };
  // From the tests of github.com/P-H-C/phc-winner-argon2.
  const known: [memory: number, passes: number, parallelism: number, hash: string][] = [
    [256, 2, 1, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"],
    [65_536, 2, 1, "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"],
    [256, 2, 2, "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"],
    [65_536, 1, 1, "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98"],
    [256, 2, 1, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"],
  ];
  for (const [memory, passes, parallelism, hash] of known) {
    const own = await workers.hash({ ...work, memory, passes, parallelism });
    assertEquals(own.toHex(), hash, `${memory} KiB, ${passes} passes, ${parallelism} lanes`);
  }
});

Deno.test("A5: the hashes are those of WebCrypto, which made them before", async () => {
  using workers = createArgon2Workers();
  const salt = bytesOf("sixteen bytes....");
  for (const password of ["tres tigres comen trigo", " ñame 🐯 ", "a".repeat(1000)]) {
    const work = { password: bytesOf(password), salt, ...COST };
    assertEquals(await workers.hash(work), await hashByWebCrypto(work), password);
  }
});

Deno.test("A11: hashes take no more memory, however many they are", async () => {
  const grownMib = await growthOver(HASHES);
  assert(grownMib < MAX_GROWTH_MIB, `${grownMib} MiB`);
});

Deno.test("hashes are made beside each other, and the event loop goes on meanwhile", async () => {
  using workers = createArgon2Workers();
  const salt = bytesOf("sixteen bytes....");
  const works = ["a", "b", "c", "d"].map((name) => ({ password: bytesOf(name), salt, ...COST }));
  const before = threadMs();
  for (const work of works) await hashOnThisThread(work);
  const onThisThread = threadMs() - before;
  // What this thread is kept busy with, whoever else the machine works for.
  await assertQuick(onThisThread / 2, async () => {
    const made = await Promise.all(works.map(workers.hash));
    assertEquals(new Set(made.map((hash) => hash.toHex())).size, 4);
  });
});

Deno.test("work that cannot be done is refused, and the next one is done", async () => {
  using workers = createArgon2Workers();
  const work = { password: bytesOf("x"), salt: bytesOf("somesalt"), ...CHEAP };
  const expected = await workers.hash(work);
  await assertRejects(() => workers.hash({ ...work, memory: 1 }), Error);
  assertEquals(await workers.hash(work), expected);
});

Deno.test("a hash under way ends with the workers, and the next one starts another", async () => {
  using workers = createArgon2Workers();
  const work = { password: bytesOf("x"), salt: bytesOf("somesalt"), ...CHEAP };
  const first = await workers.hash(work);
  const under = workers.hash(work);
  workers[Symbol.dispose]();
  await assertRejects(() => under, Error, "the workers were ended");
  assertEquals(await workers.hash(work), first);
});

/** By the library itself, as the workers do it. */
async function hashOnThisThread({ memory, passes, hashBytes, ...work }: Argon2Work) {
  const cost = { memorySize: memory, iterations: passes, hashLength: hashBytes };
  return await argon2id({ ...work, ...cost, outputType: "binary" });
}

/** Argon2id by the runtime itself, whose hashes are in the database. */
async function hashByWebCrypto({ password, salt, hashBytes, ...cost }: Argon2Work) {
  // The library's types do not know Argon2id and "raw-secret" yet.
  const subtle = crypto.subtle as unknown as {
    importKey(f: string, k: Uint8Array, a: string, e: boolean, u: string[]): Promise<CryptoKey>;
    deriveBits(algorithm: object, key: CryptoKey, bits: number): Promise<ArrayBuffer>;
  };
  const key = await subtle.importKey("raw-secret", password, "Argon2id", false, ["deriveBits"]);
  const algorithm = { name: "Argon2id", nonce: salt, ...cost };
  return new Uint8Array(await subtle.deriveBits(algorithm, key, hashBytes * 8));
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
