import { assert, assertEquals } from "@std/assert";
import { loadFiles } from "../../../db/loads/files.ts";
import { readUpload } from "../../../db/loads/sheets.ts";
import { assertLetsOthersRun } from "../../lib/support/measured_reading.ts";
import { testDatabase } from "../../support/database.ts";
import { aVoucher, VOUCHERS_HEADER } from "../../support/files.ts";
import { countRows } from "../support/contents.ts";

const ROWS = 100_000;

Deno.test("U8: 100,000 bad rows give a report of bounded size, publish nothing and let others run", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const row = aVoucher({
    nit: "9003x",
    number: "1",
    paidOn: "31/02/2026",
    paid: "mil",
    state: "?",
  });
  const bytes = new TextEncoder().encode(`${VOUCHERS_HEADER}\n${`${row}\n`.repeat(ROWS)}`);
  await assertLetsOthersRun(async () => {
    const sheets = readUpload([{ name: "malo.csv", bytes }]);
    const report = await loadFiles(db, sheets, { source: "prueba", now: () => 0 });
    assertEquals([report.status, report.errors.length], ["refused", 1001]);
    assertEquals(
      report.errors.at(-1)?.message,
      "hay 399.000 más por corregir: corrija estas y cargue de nuevo",
    );
    assert(JSON.stringify(report).length < 300_000);
  });
  assertEquals((await countRows(db)).providers, 0);
});

Deno.test("U8: one bad row of 10,000 publishes nothing and is the only finding", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const rows = Array.from(
    { length: 10_000 },
    (_, index) => aVoucher({ number: `${index}`, paid: index === 7777 ? "mil" : "10,00" }),
  );
  const prestadores = new TextEncoder().encode("NIT;Razón Social\n900356158;Clínica A\n");
  const bytes = new TextEncoder().encode(`${VOUCHERS_HEADER}\n${rows.join("\n")}\n`);
  const sheets = readUpload([{ name: "p.csv", bytes: prestadores }, { name: "c.csv", bytes }]);
  const report = await loadFiles(db, sheets, { source: "prueba", now: () => 0 });
  assertEquals(report.status, "refused");
  assertEquals(report.errors.map(({ file, cell, value }) => [file, cell, value]), [
    ["c.csv", "H7779", "mil"],
  ]);
  assertEquals((await countRows(db)).providers, 0);
});
