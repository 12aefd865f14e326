import { assert, assertEquals, assertNotMatch, assertRejects } from "@std/assert";
import { activate, createActivation } from "../../db/accounts/activations.ts";
import { findRegistrant } from "../../db/providers/registrant.ts";
import { findAccount } from "../../db/accounts/users.ts";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { openDatabase } from "../../db/client.ts";
import { findSelected, readSettlements } from "../../db/payments/exports.ts";
import { search } from "../../db/payments/invoices.ts";
import { loadFiles } from "../../db/loads/files.ts";
import { openLoad, publishLoad } from "../../db/loads/loads.ts";
import { sweepAbandonedLoads } from "../../db/loads/dropping.ts";
import { readSheets } from "../../db/loads/sheets.ts";
import { stageLoad } from "../../db/loads/staging.ts";
import { testDatabase } from "../support/database.ts";
import { A, aFile, aSettlement, aVoucher, B, load, PROVIDERS } from "../support/files.ts";
import { PROVIDERS_HEADER, SETTLEMENTS_HEADER, VOUCHERS_HEADER } from "../support/files.ts";
import { countRows, providerOf, rowsOf, valueOf } from "../db/support/contents.ts";
import { planFiles, reportOf } from "../db/support/plan.ts";
import { temporaryFolder } from "../db/support/process.ts";
import { plansOf, recordTrips } from "../db/support/recorder.ts";
import { findLoadStatus } from "../db/support/load_status.ts";

const MINUTE = 60_000;

async function withPayments(count = 1500) {
  const database = await testDatabase();
  const rows = [A, B].flatMap((nit) =>
    Array.from({ length: count }, (_, number) => ({ nit, number }))
  );
  await load(database.db, [
    PROVIDERS(),
    aFile(
      "c.csv",
      VOUCHERS_HEADER,
      ...rows.map(({ nit, number }) => aVoucher({ nit, number: `V${number}` })),
    ),
    aFile(
      "f.csv",
      SETTLEMENTS_HEADER,
      ...rows.map(({ nit, number }) => aSettlement(`V${number}`, `FE01-${number}`, "1,00", nit)),
    ),
  ]);
  const planner = await openDatabase(database.address);
  return {
    ...database,
    planner,
    async [Symbol.asyncDispose]() {
      planner.$client.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

Deno.test("a load that was swept while it slept cannot be published any more", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const plan = await planFiles(db, [aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1" }))]);
  await openLoad(db, "asleep", "prueba", 0);
  await stageLoad(db, "asleep", plan, { now: () => 0 });
  await sweepAbandonedLoads(db, 11 * MINUTE);
  await assertRejects(() => publishLoad(db, reportOf(plan, "asleep"), 0), Error);
  assertEquals(await findLoadStatus(db, "asleep"), "refused");
});

Deno.test("a link of a provider that has an account meanwhile does not say that it made one", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const { id: providerId } = await providerOf(db, A);
  for (const token of ["one", "two"]) {
    await createActivation(
      db,
      { providerId },
      { policyVersion: "1", policySha256: "x", acceptedAt: 0, address: "x" },
      {
        tokenSha256: token,
        passwordHash: token,
        createdAt: 0,
        expiresAt: 9,
        voidedAt: null,
      },
    );
    assertEquals(await activate(db, token, 1), token === "one");
  }
  assertEquals((await findAccount(db, { nit: A }))?.passwordHash, "one");
});

Deno.test("the lines of a download are read by the key of their vouchers", async () => {
  await using database = await withPayments();
  const recorder = recordTrips(database.db);
  const provider = await providerOf(database.db, A);
  const range = { from: "2026-01-01", to: "2026-12-31" };
  const vouchers = await findSelected(database.db, provider, range) ?? [];
  for await (const lines of readSettlements(recorder.db, provider, vouchers)) assert(lines);
  for (const { sql, plan } of await plansOf(database.planner, recorder.trips)) {
    assert(plan.includes("SEARCH settlements USING PRIMARY KEY (revision_id=?"), `${plan}\n${sql}`);
    assertNotMatch(plan, /USE TEMP B-TREE/, sql);
  }
});

Deno.test("a registrant and an invoice are found by index, without scan and sorting", async (test) => {
  await using database = await withPayments();
  const provider = await providerOf(database.db, A);
  const questions = {
    findRegistrant: (db: typeof database.db) => findRegistrant(db, A),
    search: (db: typeof database.db) => search(db, provider, "FE01-7"),
  };
  for (const [name, ask] of Object.entries(questions)) {
    await test.step(name, async () => {
      const recorder = recordTrips(database.db);
      await ask(recorder.db);
      for (const { plan } of await plansOf(database.planner, recorder.trips)) {
        assertNotMatch(
          plan,
          /SCAN (?!json_each|prefixes|CONSTANT ROW)|USE TEMP B-TREE|AUTOMATIC/,
          plan,
        );
      }
    });
  }
});

Deno.test("deleting what a load staged does not scan the revisions for each of them", async () => {
  await using database = await withPayments(1);
  const trips = [[{
    sql: "DELETE FROM voucher_revisions WHERE id IN (SELECT value FROM json_each(?))",
    params: ["[]"],
  }]];
  for (const { plan } of await plansOf(database.planner, trips)) {
    assertNotMatch(plan, /SCAN voucher_revisions/, plan);
  }
});

Deno.test("a CSV with CRLF loads as one with LF does", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/prestadores.csv`;
  await using database = await testDatabase();
  const lines = [
    `${PROVIDERS_HEADER};Municipio`,
    `${A};Clínica;;;a@b.example;Montería`,
    `${B};Hospital;;;;`,
  ];
  await Deno.writeTextFile(path, lines.join("\r\n") + "\r\n");
  const options = { source: "prueba", now: () => 0 };
  assertEquals((await loadFiles(database.db, readSheets([path]), options)).errors, []);
  const stored = await rowsOf(database.db, "SELECT municipality FROM providers ORDER BY nit");
  assertEquals(stored.map((row) => row.municipality), ["Montería", null]);
});

Deno.test("a CSV with CRLF whose last column is Correo or Estado is not refused", async () => {
  await using folder = await temporaryFolder();
  const [people, paid] = [`${folder.path}/p.csv`, `${folder.path}/c.csv`];
  await using database = await testDatabase();
  await Deno.writeTextFile(people, `${PROVIDERS_HEADER}\r\n${A};Clínica;;;a@b.example\r\n`);
  await Deno.writeTextFile(paid, `${VOUCHERS_HEADER}\r\n${aVoucher({ number: "1" })}\r\n`);
  const options = { source: "prueba", now: () => 0 };
  assertEquals((await loadFiles(database.db, readSheets([people, paid]), options)).errors, []);
});

Deno.test("a load that did not publish leaves no new provider behind", async () => {
  await using database = await testDatabase();
  const options = { source: "prueba", now: () => 0, signal: AbortSignal.abort() };
  const sheets = async function* () {
    yield PROVIDERS();
    yield aFile("c.csv", VOUCHERS_HEADER, aVoucher({ number: "1" }));
  };
  await assertRejects(() => loadFiles(database.db, sheets(), options), Error);
  assertEquals((await countRows(database.db)).providers, 0);
  assertEquals(await valueOf(database.db, "SELECT count(*) FROM voucher_revisions"), 0);
});

Deno.test("a try that one limit refuses is not counted by the others", async () => {
  await using database = await testDatabase();
  const times = { firstWaitMs: 1000, longestWaitMs: 3000, forgottenAfterMs: 60_000 };
  const narrow = { limit: { name: "narrow", free: 2, ...times }, of: "A" };
  const wide = { limit: { name: "wide", free: 5, ...times }, of: "A" };
  for (let count = 0; count < 50; count++) await takeAttempt(database.db, [narrow, wide], 0);
  assertEquals(await takeAttempt(database.db, [wide], 0), 0);
});
