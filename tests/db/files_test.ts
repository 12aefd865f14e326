import { assertEquals } from "@std/assert";
import { type Db, openDatabase } from "../../db/client.ts";
import { PART_BYTES, readFileParts, storeFile, sweepLeftFiles } from "../../db/files.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { fileParts, files } from "../../db/schema.ts";
import { NOW } from "../support/app.ts";
import { testDatabase } from "../support/database.ts";
import { A, load, PROVIDERS } from "../support/files.ts";
import { aFile, anInquiry } from "../support/inquiries.ts";
import { addPerson } from "../support/people.ts";
import { SQLD_EXISTS, startSqld } from "./support/sqld.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Bytes that differ from part to part. */
function someBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 20)) % 256);
}

async function storeAndRead(db: Db, length: number): Promise<boolean> {
  const bytes = someBytes(length);
  const parts = Array.from(
    { length: Math.ceil(length / PART_BYTES) },
    (_, part) => bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
  const id = await storeFile(db, { name: "foto.png", kind: "png", size: length, parts }, NOW);
  let at = 0;
  for await (const part of readFileParts(db, { id, size: length })) {
    if (!part.every((byte, index) => byte === bytes[at + index])) return false;
    at += part.length;
  }
  return at === length;
}

Deno.test("a file comes back byte for byte, whatever its length", async () => {
  for (const length of [1, PART_BYTES, 2 * PART_BYTES + 3]) {
    await using database = await testDatabase();
    assertEquals(await storeAndRead(database.db, length), true, String(length));
  }
});

Deno.test({
  name: "a remote database keeps ten megabytes too",
  ignore: !SQLD_EXISTS,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    await using sqld = await startSqld();
    const db = await openDatabase({ url: sqld.url });
    await migrateDatabase(db);
    assertEquals(await storeAndRead(db, 10 * 1024 * 1024), true);
    db.$client.close();
  },
});

Deno.test("L9: files that no row took are removed after an hour, those of a thread stay", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  await addPerson(db, { kind: "representative" }, [[A, "representante"]]);
  const kept = await aFile(db);
  await aFile(db);
  await anInquiry(db, { fileIds: [kept] });
  await sweepLeftFiles(db, NOW + HOUR_MS);
  assertEquals(await db.$count(files), 2);
  await sweepLeftFiles(db, NOW + HOUR_MS + 1);
  assertEquals([await db.$count(files), await db.$count(fileParts)], [1, 1]);
});
