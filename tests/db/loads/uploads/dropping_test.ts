import { assertEquals } from "@std/assert";
import { sweepAbandonedLoads } from "../../../../db/loads/dropping.ts";
import { findLoad } from "../../../../db/loads/history.ts";
import { closeLoad } from "../../../../db/loads/loads.ts";
import { dropEndedUpload } from "../../../../db/loads/uploads/dropping.ts";
import { fileParts, files, loadFiles, loadUploads } from "../../../../db/schema.ts";
import { sweepSpent } from "../../../../db/sweep.ts";
import { emptyReport } from "../../../../domain/loads/report.ts";
import { testDatabase } from "../../../support/database.ts";
import { NOW } from "../../support/lifecycle.ts";
import { uploadedLoad } from "../../support/uploaded.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const TABLES = [files, fileParts, loadFiles, loadUploads];

Deno.test("the files of a load stay while it is judged, whoever sweeps, and go when it has ended", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const counts = () => Promise.all(TABLES.map((table) => db.$count(table)));
  const id = await uploadedLoad(db, "1");
  await dropEndedUpload(db, id, NOW);
  await sweepAbandonedLoads(db, NOW + DAY_MS);
  await sweepSpent(db, NOW + DAY_MS);
  assertEquals([(await findLoad(db, id))?.status, ...await counts()], ["judging", 1, 1, 1, 1]);
  await closeLoad(db, emptyReport({ id, number: null }, "unchanged"));
  await sweepSpent(db, NOW);
  assertEquals(await counts(), [0, 0, 0, 0]);
});
