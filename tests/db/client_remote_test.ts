import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { openDatabase } from "../../db/client.ts";
import { search } from "../../db/payments/invoices.ts";
import { LoadConflictError, openLoad, publishLoad } from "../../db/loads/loads.ts";
import { isMigrated, migrateDatabase } from "../../db/migrate.ts";
import { stageLoad } from "../../db/loads/staging.ts";
import { findVoucher, findVouchers } from "../../db/payments/vouchers.ts";
import { A, aFile, aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "../support/files.ts";
import { startFaultyProxy } from "../support/faults/proxy.ts";
import { somePayments } from "../support/payments.ts";
import { providerOf, visibleContent } from "./support/contents.ts";
import { loadToWait, NOW, publish, takeBack } from "./support/lifecycle.ts";
import { planFiles, reportOf } from "./support/plan.ts";
import { run } from "./support/process.ts";
import { SQLD_EXISTS, startSqld } from "./support/sqld.ts";
import { waitsOf } from "../lib/support/waits.ts";
import { freePort } from "../support/free_port.ts";

const SECRETS = "a secret that has thirty-two bytes";
const MARCH = { from: "2026-03-01", to: "2026-03-31" };

/** A migration that queues 400,000 payments takes twelve seconds at a server. */
const MANY_PAYMENTS_MS = 10 * 60 * 1000;

Deno.test({
  name: "a remote database that is not migrated is refused by every command but db:migrate",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using server = await startSqld();
    const env = { DATABASE_URL: server.url, SESSION_SECRETS: SECRETS, PORT: String(freePort()) };
    const refusals = await Promise.all([
      run("main.ts", ["--listen"], env),
      run("db/commands/load.ts", ["README.md"], env),
      run("db/commands/token_create.ts", [A, "--name=x"], env),
    ]);
    assertEquals(refusals.map(({ code }) => code), [1, 2, 2]);
    for (const { stdout, stderr } of refusals) {
      assertEquals(stdout, "");
      assertMatch(stderr, /^DATABASE_URL: .*db:migrate\n$/);
    }
    for (let count = 0; count < 2; count++) {
      const { code, stdout, stderr } = await run("db/commands/migrate.ts", [], env);
      assertEquals([code, stdout], [0, "La base de datos está al día.\n"], stderr);
    }
    const db = await openDatabase({ url: server.url });
    assert(await isMigrated(db));
    db.$client.close();
    const unknown = await run("db/commands/token_create.ts", [A, "--name=x"], env);
    assertEquals(unknown.code, 2);
    assertMatch(unknown.stderr, new RegExp(A));
  },
});

Deno.test({
  name: "a remote database answers as an embedded one does",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using server = await startSqld();
    const db = await openDatabase({ url: server.url });
    assert(!await isMigrated(db));
    const waits = await waitsOf(() => migrateDatabase(db));
    assert(Math.max(...waits) >= MANY_PAYMENTS_MS, "a migration may rewrite years of payments");
    await migrateDatabase(db);
    assert(await isMigrated(db));
    const files = () => [PROVIDERS(), ...somePayments()];
    assertEquals((await load(db, files())).status, "published");
    assertEquals((await load(db, files())).status, "unchanged");
    const provider = await providerOf(db, A);
    const { vouchers, totals } = await findVouchers(db, provider, MARCH, { page: 1 });
    assertEquals(vouchers.map((one) => one.documentNumber), [
      "1005",
      "GD/7 á",
      "1003",
      "1002",
      "1001",
    ]);
    assertEquals([totals.count, totals.paidAmount, totals.unappliedAmount], [4, 5_190_050, 10_000]);
    const found = await findVoucher(db, provider, "1002", { page: 3 });
    assertEquals(found?.settlements.map((line) => line.lineNumber), [43]);
    assertEquals(typeof found?.settlements[0]?.paidAmount, "number");
    assertEquals((await search(db, provider, "fev 1")).settlements.length, 2);
    const args = { one: "a:two", two: 2 };
    const [shared] = await db.$client.batch([{ sql: "SELECT :one AS found", args }], "read");
    assertEquals(shared?.rows[0]?.found, "a:two");
    db.$client.close();
  },
});

Deno.test({
  name: "two loads of one voucher at once are a conflict in a remote database too",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using server = await startSqld();
    const db = await openDatabase({ url: server.url });
    await migrateDatabase(db);
    await load(db, [PROVIDERS()]);
    const plans = [];
    for (const [id, paid] of [["first", "1,00"], ["second", "2,00"]] as const) {
      const sheet = aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid }));
      const plan = await planFiles(db, [sheet]);
      await openLoad(db, `${id}`, "prueba", 0);
      await stageLoad(db, `${id}`, plan, { now: () => 0 });
      plans.push(() => publishLoad(db, reportOf(plan, `${id}`), 0));
    }
    const [first, second] = plans;
    await first?.();
    await assertRejects(async () => await second?.(), LoadConflictError);
    const found = await findVoucher(db, await providerOf(db, A), "1", { page: 1 });
    assertEquals(found?.voucher.paidAmount, 100);
    db.$client.close();
  },
});

Deno.test({
  name: "a publication waits longer for the server than a question, and so does an undo",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using server = await startSqld();
    await using proxy = startFaultyProxy(server.url);
    const db = await openDatabase({ url: proxy.url });
    await migrateDatabase(db);
    await load(db, [PROVIDERS()]);
    const report = await loadToWait(db, somePayments());
    for (const work of [() => publish(db, report), () => takeBack(db, report.id)]) {
      await proxy.set({ kind: "hold", to: "SET is_current = 0" });
      const working = work();
      await assertRejects(() => db.$client.execute("SELECT 1 -- SET is_current = 0"), Error);
      await proxy.set();
      assertEquals((await working).isDone, true);
    }
    db.$client.close();
  },
});

Deno.test({
  name: "a load waits, is published, undone and redone in a remote database too",
  ignore: !SQLD_EXISTS,
  async fn() {
    await using server = await startSqld();
    const db = await openDatabase({ url: server.url });
    await migrateDatabase(db);
    await load(db, [PROVIDERS()]);
    const states = [await visibleContent(db)];
    const report = await loadToWait(db, [
      aFile("p.csv", "NIT;Razón Social;Correo", `${A};Clínica;new@a.example`),
      ...somePayments(),
    ]);
    assertEquals([report.status, (await publish(db, report)).isDone], ["waiting", true]);
    states.push(await visibleContent(db));
    const undo = await takeBack(db, report.id, NOW + 1);
    assertEquals(await visibleContent(db), states[0]);
    await takeBack(db, undo.isDone ? undo.report.id : "", NOW + 2);
    assertEquals(await visibleContent(db), states[1]);
    assertEquals((await takeBack(db, report.id, NOW + 3)).isDone, true);
    assertEquals((await takeBack(db, report.id, NOW + 3)).isDone, false);
    db.$client.close();
  },
});
