import { assertEquals, assertRejects } from "@std/assert";
import type { Db } from "../../../../db/client.ts";
import { judgeLoad } from "../../../../db/loads/files.ts";
import { closeLoad } from "../../../../db/loads/loads.ts";
import { findLoad } from "../../../../db/loads/history.ts";
import { LoadStoppedError, progressWriter } from "../../../../db/loads/progress.ts";
import { stageLoad } from "../../../../db/loads/staging.ts";
import { claimLoad, MAX_SILENT_MS } from "../../../../db/loads/uploads/claiming.ts";
import { judgeUploaded, takeUpLoads } from "../../../../db/loads/uploads/judging.ts";
import { files, loadFiles, loadUploads, voucherRevisions } from "../../../../db/schema.ts";
import { INTERRUPTED } from "../../../../domain/loads/outcome.ts";
import { emptyReport } from "../../../../domain/loads/report.ts";
import { testDatabase } from "../../../support/database.ts";
import { aFile, aVoucher, load, PROVIDERS, VOUCHERS_HEADER } from "../../../support/files.ts";
import { rowsOf } from "../../support/contents.ts";
import { LOADER, NOW } from "../../support/lifecycle.ts";
import { planFiles } from "../../support/plan.ts";
import { judgeAt, uploadedLoad } from "../../support/uploaded.ts";

const LATER = NOW + MAX_SILENT_MS + 1;

async function isGone(db: Db): Promise<number[]> {
  return await Promise.all([files, loadFiles, loadUploads].map((table) => db.$count(table)));
}

Deno.test("U11: a load whose process died is taken up whole, and that process can add nothing later", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const id = await uploadedLoad(db, "1", "2", "3");
  const { heldBy = "" } = await claimLoad(db, NOW, id) ?? {};
  const plan = await planFiles(db, [
    aFile(
      "comprobantes.csv",
      VOUCHERS_HEADER,
      aVoucher({ number: "1" }),
      aVoucher({ number: "9" }),
    ),
  ]);
  const stage = () => stageLoad(db, id, plan, { now: () => NOW, heldBy });
  await stage();
  await takeUpLoads(db, judgeAt(db, NOW + MAX_SILENT_MS));
  assertEquals((await findLoad(db, id))?.status, "judging");
  await takeUpLoads(db, judgeAt(db, LATER));
  const taken = await findLoad(db, id);
  assertEquals([taken?.status, taken?.report.vouchers.new], ["waiting", 3]);
  await assertRejects(stage, Error, "loads.heartbeat_at");
  const far = progressWriter(db, id, () => LATER + 60_000, heldBy);
  far.note({ stage: "stored", count: 7, total: 7 });
  await far.settled();
  const refused = emptyReport({ id, number: null }, "refused");
  assertEquals(await closeLoad(db, refused, undefined, heldBy), false);
  assertEquals(await findLoad(db, id), taken);
  const staged = await rowsOf(db, "SELECT document_number AS n FROM voucher_revisions");
  assertEquals(staged.map(({ n }) => n).sort(), ["1", "2", "3"]);
  assertEquals(await isGone(db), [0, 0, 0]);
});

Deno.test("a process that comes back while another one judges what it had begun adds nothing to it", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const id = await uploadedLoad(db, "1");
  const first = await claimLoad(db, NOW, id);
  const second = await claimLoad(db, LATER);
  assertEquals([first?.attempts, second?.id, second?.attempts], [1, id, 2]);
  const other = aFile("otros.csv", VOUCHERS_HEADER, aVoucher({ number: "9" }));
  const opened = { id, number: first?.number ?? "" };
  const held = { publish: "later", now: () => LATER, heldBy: first?.heldBy ?? "" } as const;
  await assertRejects(
    () => judgeLoad(db, opened, ReadableStream.from([other]), held),
    LoadStoppedError,
  );
  const { status, files } = await findLoad(db, id) ?? {};
  assertEquals([status, files], ["judging", ["comprobantes.csv"]]);
  assertEquals(await db.$count(voucherRevisions), 0);
});

Deno.test("whoever ends a load records it as an act of who sent it, once", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const id = await uploadedLoad(db, "1");
  await claimLoad(db, NOW, id);
  assertEquals(await judgeUploaded(db, id, judgeAt(db, NOW)), undefined);
  await takeUpLoads(db, judgeAt(db, LATER));
  const events = await rowsOf(
    db,
    "SELECT name, result, user_id, source, request_id FROM audit_events WHERE name = 'load'",
  );
  assertEquals(events, [
    { name: "load", result: "ok", user_id: LOADER, source: "192.0.2.7", request_id: "a request" },
  ]);
});

Deno.test("a file that ended three processes is refused, and its bytes go", async () => {
  await using database = await testDatabase();
  const { db } = database;
  await load(db, [PROVIDERS()]);
  const id = await uploadedLoad(db, "1");
  for (let died = 0; died < 3; died++) await claimLoad(db, NOW + died * (MAX_SILENT_MS + 1));
  await db.update(loadUploads).set({ attempts: 3 });
  await takeUpLoads(db, judgeAt(db, NOW + 4 * (MAX_SILENT_MS + 1)));
  const ended = await findLoad(db, id);
  assertEquals([ended?.status, ended?.report.errors[0]?.message], ["refused", INTERRUPTED]);
  assertEquals(await isGone(db), [0, 0, 0]);
});
