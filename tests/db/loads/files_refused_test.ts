import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { loadFiles } from "../../../db/loads/files.ts";
import { LoadStoppedError } from "../../../db/loads/progress.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { testDatabase } from "../../support/database.ts";
import {
  A,
  aFile,
  aSettlement,
  aVoucher,
  load,
  PROVIDERS,
  SETTLEMENTS_HEADER,
  VOUCHERS_HEADER,
} from "../../support/files.ts";
import { countRows, countStaged, rowsOf, valueOf, visibleContent } from "../support/contents.ts";
import { findLoadStatus } from "../support/load_status.ts";
import { listenTo } from "../support/recorder.ts";

const vouchers = (...rows: string[]) => aFile("comprobantes.csv", VOUCHERS_HEADER, ...rows);
const lines = (...rows: string[]) => aFile("facturas.csv", SETTLEMENTS_HEADER, ...rows);
const NOTHING_STAGED = { revisions: 0, lines: 0, orphans: 0 };

/** 1,200 vouchers of ten lines, some chunks of both kinds. */
function manyPayments(): Sheet[] {
  const numbers = Array.from({ length: 1200 }, (_, index) => `V${index}`);
  const ten = Array.from({ length: 10 }, (_, index) => index);
  return [
    PROVIDERS(),
    vouchers(...numbers.map((number) => aVoucher({ number, paid: "1000,00" }))),
    lines(
      ...numbers.flatMap((number) =>
        ten.map((line) => aSettlement(number, `FEV-${number}-${line}`, "100,00"))
      ),
    ),
  ];
}

async function* each(sheets: Sheet[]) {
  yield* sheets;
}

Deno.test("one bad cell refuses the whole load: its place is named and nothing is stored", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const [content, counts] = [await visibleContent(db), await countRows(db)];
  const report = await load(db, [
    vouchers(aVoucher({ number: "1" }), aVoucher({ number: "2", paidOn: "31/02/2026" })),
    lines(aSettlement("1", "FEV-1", "1000,00")),
  ]);
  assertEquals(report.status, "refused");
  assertEquals(report.errors.length, 1);
  const [error] = report.errors;
  assertEquals([error?.file, error?.sheet, error?.cell, error?.column, error?.value], [
    "comprobantes.csv",
    null,
    "B3",
    "Fecha de Pago",
    "31/02/2026",
  ]);
  assertEquals(await visibleContent(db), content);
  assertEquals(await countRows(db), { ...counts, loads: 2 });
});

Deno.test("a refused load is stored with its report, and shows no new provider", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, [
    PROVIDERS(),
    vouchers(aVoucher({ nit: "800000118", number: "1" })),
  ]);
  assertEquals(report.errors.map(({ cell, value }) => [cell, value]), [["A2", "800000118"]]);
  assertEquals(await rowsOf(db, "SELECT status, published_at, report FROM loads"), [
    { status: "refused", published_at: null, report: JSON.stringify(report) },
  ]);
  assertEquals((await countRows(db)).providers, 0);
});

Deno.test("Facturas of a voucher that is neither in the load nor on file are refused", async () => {
  await using database = await testDatabase();
  const report = await load(database.db, [PROVIDERS(), lines(aSettlement("7", "FEV-1", "1,00"))]);
  assertEquals(report.status, "refused");
  assertEquals(report.errors.map(({ cell, value }) => [cell, value]), [["B2", "7"]]);
});

Deno.test("a dry run judges and counts, and writes nothing at all", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const everything = async () => [
    await countRows(db),
    await visibleContent(db),
    await rowsOf(db, "SELECT * FROM loads"),
    await Deno.stat(database.path).then((file) => file.size),
  ];
  const before = await everything();
  const good = [vouchers(aVoucher({ number: "1" })), lines(aSettlement("1", "FEV-1", "1000,00"))];
  const valid = await load(db, good, { dryRun: true });
  assertEquals([valid.status, valid.vouchers.new, valid.settlements.new], ["valid", 1, 1]);
  const bad = [vouchers(aVoucher({ number: "1", paid: "mil" }))];
  assertEquals((await load(db, bad, { dryRun: true })).status, "refused");
  assertEquals((await load(db, [PROVIDERS()], { dryRun: true })).status, "unchanged");
  assertEquals(await everything(), before);
});

Deno.test("a dry run leaves what another load has staged alone, however old", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await db.$client.execute(
    `INSERT INTO loads (id, status, source, started_at, heartbeat_at, report)
     VALUES ('x', 'judging', 'prueba', 0, 0, '{}')`,
  );
  await load(db, [PROVIDERS()], { dryRun: true });
  assertEquals(await rowsOf(db, "SELECT status FROM loads"), [{ status: "judging" }]);
});

Deno.test("a load that its signal stops in the middle leaves nothing visible and nothing staged", async () => {
  await using database = await testDatabase();
  const { db } = database;
  for (const stopAt of [4000, 8000, 12_000]) {
    const stop = new AbortController();
    const stored: number[] = [];
    const options = {
      source: "prueba",
      now: () => 1_775_000_000_000,
      signal: stop.signal,
      onProgress: ({ stage, count }: { stage: string; count: number }) => {
        if (stage !== "stored") return;
        stored.push(count);
        if (count >= stopAt) stop.abort();
      },
    };
    await assertRejects(() => loadFiles(db, each(manyPayments()), options), LoadStoppedError);
    assert(stored.length > 0);
    assertEquals(await countStaged(db), NOTHING_STAGED);
    assertEquals(await visibleContent(db), { providers: [], vouchers: [], settlements: [] });
  }
  const states = await rowsOf(db, "SELECT DISTINCT status, published_at FROM loads");
  assertEquals(states, [{ status: "refused", published_at: null }]);
  assertEquals((await load(db, manyPayments())).status, "published");
});

Deno.test("a load whose signal was given before it began stores nothing", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const options = { source: "prueba", now: () => 0, signal: AbortSignal.abort() };
  await assertRejects(() => loadFiles(db, each(manyPayments()), options), LoadStoppedError);
  assertEquals(await countStaged(db), NOTHING_STAGED);
});

Deno.test("progress tells the rows read, then the lines stored of how many", async () => {
  await using database = await testDatabase();
  const heard: string[] = [];
  await loadFiles(database.db, each(manyPayments()), {
    source: "prueba",
    now: () => 0,
    onProgress: ({ stage, count, total }) => heard.push(`${stage} ${count} ${total}`),
  });
  assertEquals(heard.filter((line) => line.startsWith("stored")).at(-1), "stored 12000 12000");
  assertEquals(heard.filter((line) => line.startsWith("read")).at(-1), "read 13203 null");
  assertEquals(new Set(heard).size, heard.length);
});

Deno.test("a voucher without a Comprobante of a known NIT refuses the good ones beside it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const report = await load(db, [
    PROVIDERS(),
    vouchers(aVoucher({ number: "1" })),
    lines(aSettlement("1", "FEV-1", "1000,00"), aSettlement("2", "FEV-2", "1000,00", A)),
  ]);
  assertEquals(report.status, "refused");
  assertEquals(await visibleContent(db), { providers: [], vouchers: [], settlements: [] });
});

const payment = (paid: string): Sheet[] => [
  aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1", paid })),
  aFile("facturas.csv", SETTLEMENTS_HEADER, aSettlement("1", "FEV-1", paid)),
];

Deno.test("a load that another one overtakes is refused with the reason, and can be repeated", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS(), ...payment("100,00")]);
  let isOvertaken = false;
  const slow = listenTo(db, async (trip) => {
    if (isOvertaken || !trip.some(({ sql }) => sql.includes("SET is_current = 1"))) return;
    isOvertaken = true;
    assertEquals((await load(db, payment("200,00"))).status, "published");
  });
  const report = await load(slow, payment("300,00"));
  assertEquals([isOvertaken, report.status, report.errors.length], [true, "refused", 1]);
  assertMatch(report.errors[0]?.message ?? "", /otra carga/);
  assertEquals(await findLoadStatus(db, report.id), "refused");
  assertEquals(await countStaged(db), { revisions: 0, lines: 0, orphans: 0 });
  assertEquals((await visibleContent(db)).vouchers?.map((row) => row.paid_amount), [20_000]);
  assertEquals((await load(db, payment("300,00"))).status, "published");
  assertEquals((await visibleContent(db)).vouchers?.map((row) => row.paid_amount), [30_000]);
  assertEquals(await valueOf(db, "SELECT count(*) FROM voucher_revisions"), 3);
});
