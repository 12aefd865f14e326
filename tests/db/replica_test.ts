import { assertEquals } from "@std/assert";
import { type Db, openDatabase } from "../../db/client.ts";
import { findVoucher } from "../../db/payments/vouchers.ts";
import { createReplica } from "../../db/replica.ts";
import type { Reader } from "../../db/reader.ts";
import { testDatabase } from "../support/database.ts";
import { aFile, aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "../support/files.ts";
import { A, somePayments } from "../support/payments.ts";
import { providerOf, valueOf } from "./support/contents.ts";

/** A database, and a copy of it that stays as it was. */
async function withCopy() {
  const primary = await testDatabase();
  await load(primary.db, [PROVIDERS(), ...somePayments()]);
  await primary.db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  await Deno.copyFile(primary.path, `${primary.folder}/copy.db`);
  const copy = await openDatabase({ url: `file:${primary.folder}/copy.db` });
  return {
    primary,
    copy,
    async [Symbol.asyncDispose]() {
      copy.$client.close();
      await primary[Symbol.asyncDispose]();
    },
  };
}

/** Counts what a reader is asked. */
function counting(read: Reader) {
  const counted = {
    asked: 0,
    read: (reads: Parameters<Reader>[0]) => (counted.asked++, read(reads)),
  };
  return counted;
}

async function versionOf(db: Db): Promise<number> {
  return Number(await valueOf(db, "SELECT data_version FROM providers WHERE nit = ?", [A]));
}

async function paidAmountOf(db: Db, documentNumber: string): Promise<number | undefined> {
  const provider = await providerOf(db, A);
  const found = await findVoucher(db, provider, documentNumber, { page: 1, perPage: 21 });
  return found?.voucher.paidAmount;
}

Deno.test("D5: a replica answers as long as it has what the primary has, and no longer", async () => {
  await using both = await withCopy();
  const { primary: { db }, copy } = both;
  const near = counting(copy.$read);
  const far = counting(db.$read);
  const seen = Object.create(db, { $read: { value: far.read } });
  const replica = createReplica(near.read, { now: () => 0, onFailure: fail });
  const provider = await providerOf(db, A);
  const before = replica.payments(seen, provider, await versionOf(db));
  assertEquals(await paidAmountOf(before, "1003"), await paidAmountOf(db, "1003"));
  assertEquals([near.asked, far.asked], [1, 0]);

  const changed = aVoucher({ number: "1003", paid: "77,00" });
  await load(db, [aFile("comprobantes.csv", VOUCHERS_HEADER, changed)]);
  const after = replica.payments(seen, provider, await versionOf(db));
  assertEquals(await paidAmountOf(after, "1003"), 7700);
  assertEquals([near.asked, far.asked], [2, 1]);
});

Deno.test("D6, D13: a replica that fails is left alone for a while, and nobody notices; no longer where the clock is put back", async () => {
  await using both = await withCopy();
  const { primary: { db } } = both;
  const gone = counting(() => Promise.reject(new Error("gone")));
  const failures: unknown[] = [];
  let nowMs = 0;
  const replica = createReplica(gone.read, {
    now: () => nowMs,
    onFailure: (error) => failures.push(error),
  });
  const [provider, version] = [await providerOf(db, A), await versionOf(db)];
  const near = () => replica.payments(db, provider, version);
  for (let time = 0; time < 3; time++) {
    assertEquals(await paidAmountOf(near(), "1003"), await paidAmountOf(db, "1003"));
  }
  assertEquals([gone.asked, failures.length], [1, 1]);
  nowMs = 10_001;
  await paidAmountOf(near(), "1003");
  assertEquals(gone.asked, 2);
  nowMs = -7_200_000;
  await paidAmountOf(near(), "1003");
  assertEquals(gone.asked, 3);
});

function fail(error: unknown): never {
  throw error;
}
