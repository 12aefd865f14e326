import { assert, assertEquals } from "@std/assert";
import type { InStatement } from "@libsql/client";
import { type Db, openDatabase } from "../../db/client.ts";
import {
  PART_BYTES,
  readFileParts,
  storedBytes,
  storeFile,
  sweepLeftFiles,
} from "../../db/files.ts";
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

async function storeBytes(db: Db, bytes: Uint8Array): Promise<string> {
  const parts = Array.from(
    { length: Math.ceil(bytes.length / PART_BYTES) },
    (_, part) => bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
  return await storeFile(db, { name: "foto.png", kind: "png", size: bytes.length, parts }, NOW);
}

async function storeAndRead(db: Db, length: number): Promise<boolean> {
  const bytes = someBytes(length);
  const id = await storeBytes(db, bytes);
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

Deno.test("bytes are read in any order and at once, and one part of them is in memory", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const bytes = someBytes(2 * PART_BYTES + 3);
  const id = await storeBytes(db, bytes);
  const read: ArrayBuffer[] = [];
  const execute = db.$client.execute.bind(db.$client);
  db.$client.execute = async (statement: InStatement | string) => {
    const answer = await execute(statement);
    const part = answer.rows[0]?.bytes;
    if (part instanceof ArrayBuffer) read.push(part);
    return answer;
  };
  const source = storedBytes(db, { id, size: bytes.length });
  const places = [2 * PART_BYTES, 0, PART_BYTES - 2, 2 * PART_BYTES - 1, PART_BYTES];
  const isRead = async (from: number) =>
    (await source.read(from, 1000)).every((byte, at) => byte === bytes[from + at]);
  for (const from of places) assert(await isRead(from), String(from));
  assertEquals(await Promise.all(places.map(isRead)), places.map(() => true));
  assertEquals(read.filter(({ byteLength }) => byteLength > 0).length, 1);
  assert(read.length > 3);
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
