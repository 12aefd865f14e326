import { assertEquals } from "@std/assert";
import { findReportQueue } from "../../../db/reporting/queue.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile, aVoucher, B, load, PROVIDERS, VOUCHERS_HEADER } from "../../support/files.ts";

Deno.test("each page of the queue follows the one before, by day, and none comes after the last", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const wishes = Array.from({ length: 45 }, (_, index) => ({
    number: `P${100 + index}`,
    paidOn: `${10 + index % 15}/03/2026`,
    ...(index % 2 === 0 && { nit: B }),
  }));
  await load(db, [PROVIDERS(), aFile("c.csv", VOUCHERS_HEADER, ...wishes.map(aVoucher))]);
  const asked = { reportsFrom: "2026-03-11", overdueBefore: "2026-03-12" };
  const pages = await Promise.all([1, 2, 3].map((page) => findReportQueue(db, { ...asked, page })));
  assertEquals(pages.map(({ items, total, late }) => [items.length, total, late]), [
    [21, 42, 3],
    [21, 42, 3],
    [0, 42, 3],
  ]);
  const listed = pages.flatMap(({ items }) => items);
  assertEquals(new Set(listed.map(({ documentNumber }) => documentNumber)).size, 42);
  const days = listed.map(({ happenedOn }) => happenedOn);
  assertEquals(days, days.toSorted());
});
