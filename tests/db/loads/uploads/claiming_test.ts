import { assertEquals } from "@std/assert";
import { claimLoad, hasLeftLoad, MAX_SILENT_MS } from "../../../../db/loads/uploads/claiming.ts";
import { openLoad } from "../../../../db/loads/loads.ts";
import { progressWriter } from "../../../../db/loads/progress.ts";
import { testDatabase } from "../../../support/database.ts";
import { NOW } from "../../support/lifecycle.ts";
import { uploadedLoad } from "../../support/uploaded.ts";

const LATER = NOW + MAX_SILENT_MS + 1;

Deno.test("of processes that claim a load at once one gets it, with its files", async () => {
  await using database = await testDatabase();
  const { db } = database;
  const id = await uploadedLoad(db, "1");
  const own = await Promise.all([1, 2, 3].map(() => claimLoad(db, NOW, id)));
  const [claimed, ...others] = own.filter((one) => one !== undefined);
  assertEquals([claimed?.id, claimed?.attempts, others.length], [id, 1, 0]);
  assertEquals(claimed?.files.map(({ name }) => name), ["comprobantes.csv"]);
  const left = await Promise.all([1, 2, 3].map(() => claimLoad(db, LATER)));
  assertEquals(left.filter((one) => one !== undefined).length, 1);
});

Deno.test("a load that says it is alive, and one that no upload brought, are nobody else's", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await openLoad(db, "of the operator", "línea de comandos", NOW);
  const id = await uploadedLoad(db, "1");
  const { heldBy } = await claimLoad(db, NOW, id) ?? {};
  const far = progressWriter(db, id, time(NOW, LATER), heldBy);
  far.note({ stage: "read", count: 1000, total: null });
  await far.settled();
  assertEquals([await hasLeftLoad(db, LATER), await claimLoad(db, LATER)], [false, undefined]);
  assertEquals(await hasLeftLoad(db, LATER + MAX_SILENT_MS + 1), true);
});

/** A clock that says one moment after the other, and then the last one. */
function time(...moments: number[]): () => number {
  return () => (moments.length > 1 ? moments.shift() : moments[0]) ?? 0;
}
