import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { openDatabase } from "../../db/client.ts";
import { testDatabase } from "../support/database.ts";
import { holdLock } from "./support/lock_holder.ts";

const insert = (key: string) => ({ sql: "INSERT INTO instance VALUES (?, 'x')", args: [key] });
const KEYS = { sql: "SELECT key FROM instance ORDER BY key", args: [] };
const count = (table: string) => ({ sql: `SELECT count(*) FROM ${table}`, args: [] });

Deno.test("what was just written is read, by this process and by another connection", async () => {
  await using database = await testDatabase();
  const other = await openDatabase({ url: `file:${database.path}` });
  assertEquals(await database.db.$read([KEYS]), [[]]);
  await database.db.$client.execute(insert("a"));
  await other.$client.execute(insert("b"));
  assertEquals(await database.db.$read([KEYS]), [[["a"], ["b"]]]);
  other.$client.close();
});

Deno.test("several reads see the same moment, and leave no transaction open", async () => {
  await using database = await testDatabase();
  const { db } = database;
  assertEquals(await db.$read([count("instance"), KEYS]), [[[0]], []]);
  await db.$client.execute(insert("a"));
  assertEquals(await db.$read([count("instance"), KEYS]), [[[1]], [["a"]]]);
});

Deno.test("a kept statement goes on after the schema changed", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await db.$client.execute(insert("a"));
  assertEquals(await db.$read([KEYS]), [[["a"]]]);
  await db.$client.execute("ALTER TABLE instance ADD COLUMN further TEXT");
  await db.$client.execute("CREATE INDEX instance_further ON instance (further)");
  assertEquals(await db.$read([KEYS]), [[["a"]]]);
});

Deno.test("reads go on while another process writes, and after a failed one", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await db.$client.execute(insert("a"));
  await using _holder = await holdLock(database.path);
  assertEquals(await db.$read([KEYS]), [[["a"]]]);
  await assertRejects(() => db.$read([KEYS, count("nothing_of_that_name")]), Error, "nothing_of");
  assertEquals(await db.$read([KEYS, KEYS]), [[["a"]], [["a"]]]);
});

Deno.test("a sum that a number cannot hold exactly is an error, never a figure that is nearly right", async () => {
  await using database = await testDatabase();
  const sum = { sql: "SELECT ? + 9007199254740991", args: [2n] };
  await assertRejects(() => database.db.$read([sum]), RangeError);
});

Deno.test("cells come as they are stored, in the order that was asked for", async () => {
  await using database = await testDatabase();
  const keys = ['a "b" \\ ñ\n\u2028', "[1,2]", "", "z\u0001"];
  for (const key of keys) await database.db.$client.execute(insert(key));
  const asked = {
    sql: "SELECT key, key, length(key), NULL, -1.5 FROM instance ORDER BY key DESC",
    args: [],
  };
  const json = { sql: "SELECT json_array(key) FROM instance WHERE key = ?", args: ["[1,2]"] };
  const [rows, texts] = await database.db.$read([asked, json]);
  assertEquals(
    rows,
    keys.toSorted().reverse().map((key) => [key, key, key.length, null, -1.5]),
  );
  assertEquals(texts, [['["[1,2]"]']]);
  const [[row]] = await database.db.$read([{ sql: "SELECT x'00ff'", args: [] }]) as [[unknown[]]];
  assertEquals(row[0], new Uint8Array([0, 255]).buffer);
});

Deno.test("what is asked often is answered as before until anybody writes", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const other = await openDatabase({ url: `file:${database.path}` });
  const dice = {
    sql: "SELECT random() & 4503599627370495, ?, count(*) FROM instance",
    args: ["a"],
    isOften: true,
  };
  const asked = async (read = dice) => {
    const [[row]] = await db.$read([read]) as [[unknown[]]];
    return row;
  };
  const first = await asked();
  assertEquals(await asked(), first);
  assertNotEquals(await asked({ ...dice, args: ["b"] }), first);
  assertNotEquals(await asked({ ...dice, sql: `${dice.sql} ` }), first);
  assertNotEquals(await asked({ ...dice, isOften: false }), first);
  for (const [count, writer] of [[1, db], [2, other], [3, db], [4, other]] as const) {
    await writer.$client.execute(insert(String(count)));
    const [number, , counted] = await asked();
    assertEquals(counted, count);
    assertEquals((await asked())[0], number);
  }
  other.$client.close();
});

Deno.test("more statements than are kept are all answered", async () => {
  await using database = await testDatabase();
  for (let index = 0; index < 1200; index++) {
    const [[row]] = await database.db.$read([{ sql: `SELECT ${index}, ?`, args: [index] }]) as [
      [unknown[]],
    ];
    assertEquals(row, [index, index]);
  }
});

Deno.test("a closed database answers no reads", async () => {
  const database = await testDatabase();
  const { db } = database;
  await db.$read([KEYS]);
  await database[Symbol.asyncDispose]();
  await assertRejects(() => db.$read([KEYS]), Error, "closed");
});

Deno.test("bytes are written as they are, what fails is named, and a lock is waited for", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const whole = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
  const add = (number: number, bytes = whole) =>
    db.$client.execute({ sql: "INSERT INTO written VALUES (?, ?)", args: [number, bytes] });
  await db.$client.execute("CREATE TABLE written (number INTEGER PRIMARY KEY, bytes BLOB) STRICT");
  assertEquals((await add(1)).rowsAffected, 1);
  await add(2, whole.subarray(7, 9));
  await assertRejects(() => add(1), Error, "UNIQUE constraint failed");
  await using holder = await holdLock(database.path);
  const waiting = add(3);
  await holder.release();
  await waiting;
  const given = { sql: "SELECT length(?) AS size", args: [whole] };
  assertEquals((await db.$client.execute(given)).rows[0]?.size, 300);
  const stored = await db.$read([
    { sql: "SELECT number, hex(bytes) FROM written ORDER BY number", args: [] },
  ]);
  assertEquals(stored, [[
    [1, whole.toHex().toUpperCase()],
    [2, "0708"],
    [3, whole.toHex().toUpperCase()],
  ]]);
});
