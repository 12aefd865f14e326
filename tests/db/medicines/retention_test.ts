import { assertEquals } from "@std/assert";
import type { Db } from "../../../db/client.ts";
import { sweepLeftFiles } from "../../../db/files.ts";
import { sweepFormulas } from "../../../db/medicines/retention.ts";
import { fileParts, files, medicineRequestFiles, medicineRequests } from "../../../db/schema.ts";
import { testDatabase } from "../../support/database.ts";
import { aFile } from "../../support/inquiries.ts";
import { aMedicineRequest, SINCE } from "../../support/medicines/lines.ts";
import { addPerson } from "../../support/people.ts";

const HOUR_MS = 60 * 60 * 1000;

Deno.test("L9: pictures of requests that are over go after their time, those that wait never", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await addPerson(db, { kind: "affiliate", affiliateId: 1 }, []);
  await withPicture(db, "MD-1", { state: "delivered", changedAt: SINCE });
  await withPicture(db, "MD-2", { state: "refused", reason: "No.", changedAt: SINCE + 1 });
  await withPicture(db, "MD-3", { state: "received", changedAt: 0 });
  await sweepFormulas(db, SINCE, SINCE);
  assertEquals(await linked(db), ["MD-1", "MD-2", "MD-3"]);
  await sweepFormulas(db, SINCE + 1, SINCE + 1);
  assertEquals([await linked(db), await db.$count(files)], [["MD-2", "MD-3"], 3]);
  await sweepLeftFiles(db, SINCE + 2 + HOUR_MS);
  assertEquals([await db.$count(files), await db.$count(fileParts)], [2, 2]);
  assertEquals(await db.$count(medicineRequests), 3, "the requests stay");
});

Deno.test("more pictures than one batch takes are all taken off", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await addPerson(db, { kind: "affiliate", affiliateId: 1 }, []);
  await withPicture(db, "MD-1", { state: "delivered", changedAt: 1 });
  await db.$client.batch(
    Array.from({ length: 1000 }, (_, index) => [
      {
        sql: "INSERT INTO files (id, name, kind, size) VALUES (?, 'x', 'pdf', 1)",
        args: [String(index)],
      },
      { sql: "INSERT INTO medicine_request_files VALUES ('MD-1', ?)", args: [String(index)] },
    ]).flat(),
    "write",
  );
  await sweepFormulas(db, 2, 2);
  assertEquals(await linked(db), []);
});

async function withPicture(
  db: Db,
  folio: string,
  changes: Parameters<typeof aMedicineRequest>[0],
): Promise<void> {
  await db.insert(medicineRequests).values(aMedicineRequest({ folio, formId: folio, ...changes }));
  const fileId = await aFile(db);
  await db.insert(medicineRequestFiles).values({ folio, fileId });
  await db.update(files).set({ leftAt: null });
}

async function linked(db: Db): Promise<string[]> {
  const rows = await db.select().from(medicineRequestFiles);
  return rows.map(({ folio }) => folio).sort();
}
