import { assert, assertEquals } from "@std/assert";
import { openDatabase } from "../../db/client.ts";
import { testDatabase } from "../support/database.ts";
import { aFile, aSettlement, aVoucher, load, PROVIDERS } from "../support/files.ts";
import { SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../support/files.ts";
import { rowsOf, visibleContent } from "./support/contents.ts";
import { loadToWait, publish, takeBack } from "./support/lifecycle.ts";

const COPIES = 200;
const numbers = Array.from({ length: 40 }, (_, index) => `V${index}`);
const payments = (paid: string) => [
  aFile("c.csv", VOUCHERS_HEADER, ...numbers.map((number) => aVoucher({ number, paid }))),
  aFile("f.csv", SETTLEMENTS_HEADER, ...numbers.map((one) => aSettlement(one, "FEV-1", paid))),
];

/** Cuts, empties or scrambles the end of a write-ahead log, as a power cut may. */
function damage(wal: Uint8Array, copy: number): Uint8Array {
  const at = Math.floor(Math.random() * wal.length);
  const damaged = wal.slice();
  if (copy % 3 === 0) return damaged.slice(0, at);
  if (copy % 3 === 1) damaged.fill(0, at);
  else crypto.getRandomValues(damaged.subarray(at, at + Math.min(4096, wal.length - at)));
  return damaged;
}

Deno.test("U12: a write-ahead log that a power cut damaged shows whole loads only", async () => {
  await using database = await testDatabase();
  const { db, path, folder } = database;
  await load(db, [PROVIDERS()]);
  await db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  await db.$client.execute("PRAGMA wal_autocheckpoint = 0");
  const states = [await visibleContent(db)];
  await load(db, payments("1,00"));
  states.push(await visibleContent(db));
  const waiting = await loadToWait(db, payments("2,00"));
  await publish(db, waiting);
  states.push(await visibleContent(db));
  await takeBack(db, waiting.id, 1);
  const whole = states.map((state) => JSON.stringify(state));
  const [file, wal] = [await Deno.readFile(path), await Deno.readFile(`${path}-wal`)];
  assert(wal.length > 100_000);
  const seen = new Set<number>();
  for (let copy = 0; copy < COPIES; copy++) {
    const name = `${folder}/copy-${copy}.db`;
    await Deno.writeFile(name, file);
    await Deno.writeFile(`${name}-wal`, damage(wal, copy));
    const damaged = await openDatabase({ url: `file:${name}` });
    assertEquals(await rowsOf(damaged, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
    assertEquals(await rowsOf(damaged, "PRAGMA foreign_key_check"), []);
    const state = whole.indexOf(JSON.stringify(await visibleContent(damaged)));
    assert(state >= 0, `copy ${copy} shows half a load`);
    seen.add(state);
    damaged.$client.close();
    await Deno.remove(name);
  }
  assert(seen.size > 1);
});
