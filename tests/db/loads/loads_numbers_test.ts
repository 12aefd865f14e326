import { assertEquals, assertRejects } from "@std/assert";
import { openDatabase } from "../../../db/client.ts";
import { findLoad, findLoads } from "../../../db/loads/history.ts";
import { openLoad } from "../../../db/loads/loads.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";
import { NOW, takeBack } from "../support/lifecycle.ts";

/** The first instant of 2027 in Bogotá. */
const NEW_YEAR = Date.parse("2027-01-01T05:00:00Z");

Deno.test("loads are numbered by the year of Bogotá in which they were opened", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const numbers: string[] = [];
  for (const [id, at] of [["a", NOW], ["b", NEW_YEAR - 1], ["c", NEW_YEAR], ["d", NOW]] as const) {
    numbers.push((await openLoad(db, id, "prueba", at)).number);
  }
  assertEquals(numbers, ["2026-0001", "2026-0002", "2027-0001", "2026-0003"]);
  assertEquals((await findLoad(db, "c"))?.number, "2027-0001");
});

Deno.test("two processes that open loads at once give each a number of its own, without gaps", async () => {
  await using database = await testDatabase();
  const other = await openDatabase({ url: `file:${database.path}` });
  try {
    const opened = await Promise.all(
      Array.from(
        { length: 20 },
        (_, index) => openLoad(index % 2 === 0 ? database.db : other, `${index}`, "prueba", NOW),
      ),
    );
    assertEquals(
      opened.map(({ number }) => number).toSorted(),
      Array.from({ length: 20 }, (_, index) => `2026-${String(index + 1).padStart(4, "0")}`),
    );
  } finally {
    other.$client.close();
  }
});

Deno.test("the database refuses two loads of one number", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await openLoad(db, "a", "prueba", NOW);
  await openLoad(db, "b", "prueba", NOW);
  const twice = "UPDATE loads SET number = 1 WHERE id = 'b'";
  await assertRejects(() => db.$client.execute(twice), Error, "UNIQUE constraint failed");
});

Deno.test("a dry run takes no number; an undo has one and names the load that it takes back", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const files = () => [
    PROVIDERS(),
    aFile("comprobantes.csv", VOUCHERS_HEADER, aVoucher({ number: "1" })),
  ];
  assertEquals((await load(db, files(), { dryRun: true })).number, null);
  const report = await load(db, files());
  const undo = await takeBack(db, report.id, NOW + 1000);
  assertEquals([report.number, undo.isDone && undo.report.number], ["2026-0001", "2026-0002"]);
  const { loads } = await findLoads(db, { page: 1 });
  assertEquals(loads.map(({ number, undoesNumber }) => [number, undoesNumber]), [
    ["2026-0002", "2026-0001"],
    ["2026-0001", null],
  ]);
  assertEquals((await findLoad(db, report.id))?.undoneByNumber, "2026-0002");
});
