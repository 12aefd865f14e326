import { openPrepared } from "../../../db/commands/command.ts";
import { loadFiles } from "../../../db/loads/files.ts";
import { publishWaitingLoad } from "../../../db/loads/publishing.ts";
import { readSheets } from "../../../db/loads/sheets.ts";

/**
 * A process that loads files as one person and publishes them as another, so that a test can kill it
 * at any moment: URL FILE…; it writes how the load ended.
 */
if (import.meta.main) {
  const [url = "", ...paths] = Deno.args;
  const settings = { database: { url }, sessionSecrets: ["a secret of thirty-two bytes or more"] };
  const { db } = await openPrepared(settings, { besideServer: true });
  console.log("begun");
  const options = { source: "navegador", createdBy: 1, publish: "later" as const, now: Date.now };
  const { id, status, paidAmount: controlTotal } = await loadFiles(db, readSheets(paths), options);
  const publication = { userId: 2, controlTotal, nowMs: Date.now() };
  if (status === "waiting") await publishWaitingLoad(db, id, publication);
  console.log(status);
  db.$client.close();
}
