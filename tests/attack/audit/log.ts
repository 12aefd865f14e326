import { createClient } from "@libsql/client";
import { openDatabase } from "../../../db/client.ts";
import { FIRST_LINK, hashLink } from "../../../db/audit/entry.ts";
import { auditEvents } from "../../../db/schema.ts";
import type { Portal, Signed } from "../portal.ts";
import { run } from "../process.ts";
import type { Outcome } from "../report.ts";

const TOOL = "audit log";
const REPOSITORY = new URL("../../../", import.meta.url).pathname;
const DOWNLOADS = ["/export.csv", "/consultas/lista.csv", "/equipo/actividad.csv"];
const LOCK_MS = 10_000;
const VERIFY_SECONDS = 60;

/** Whether the log of a running portal can be kept from what is handed out, or written anew. */
export async function tryAuditLog(
  portal: Portal,
  signed: Signed,
  folder: string,
): Promise<Outcome[]> {
  return [await tryLock(portal, signed, folder), await tryRewriting(folder)];
}

/** How many events say that a file was handed out. */
export async function countDownloads(client: ReturnType<typeof createClient>): Promise<number> {
  const { rows: [row] } = await client.execute(`
    SELECT count(*) AS count FROM audit_events WHERE name IN ('download', 'attachmentDownloaded')`);
  return Number(row?.count);
}

/** `deno task audit:verify` of a database, in the folder whose secrets marked it. */
export async function verifyLog(folder: string, path: string) {
  const args = ["run", `--config=${REPOSITORY}deno.json`, "-A"];
  return await run({
    command: Deno.execPath(),
    args: [...args, `${REPOSITORY}db/commands/audit_verify.ts`],
    folder,
    env: { DATABASE_URL: `file:${path}` },
  }, VERIFY_SECONDS);
}

/** L1: another program holds the database for ten seconds while things are downloaded. */
async function tryLock(portal: Portal, { cookie }: Signed, folder: string): Promise<Outcome> {
  const client = createClient({ url: `file:${folder}/data/demo.db`, timeout: 5000 });
  const before = await countDownloads(client);
  const lock = await client.transaction("write");
  const released = new Promise((resolve) => setTimeout(resolve, LOCK_MS))
    .then(() => lock.rollback());
  const answers = await Promise.all(
    DOWNLOADS.map((path) => statusOf(portal.origin + path, cookie)),
  );
  await released;
  const handedOut = answers.filter((status) => status === 200).length;
  const kept = await countDownloads(client) - before;
  client.close();
  return {
    tool: TOOL,
    target: `${DOWNLOADS.length} downloads while another program holds the lock`,
    tried: `answers ${answers.join(", ")}; events ${kept}`,
    findings: handedOut > kept ? [`${handedOut - kept} downloads went out without an event`] : [],
    notes: [],
  };
}

async function statusOf(address: string, cookie: string): Promise<number> {
  const answer = await fetch(address, { headers: { cookie } });
  await answer.arrayBuffer();
  return answer.status;
}

/** L3: somebody with a copy of the file changes an event and makes every hash anew. */
async function tryRewriting(folder: string): Promise<Outcome> {
  const copies = { untouched: `${folder}/data/copy.db`, rewritten: `${folder}/data/rewritten.db` };
  const client = createClient({ url: `file:${folder}/data/demo.db`, timeout: 5000 });
  for (const path of Object.values(copies)) await client.execute(`VACUUM INTO '${path}'`);
  client.close();
  await rewrite(copies.rewritten);
  const untouched = await verifyLog(folder, copies.untouched);
  const rewritten = await verifyLog(folder, copies.rewritten);
  return {
    tool: TOOL,
    target: "a copy whose events were changed and whose hashes were made anew",
    tried: `audit:verify of the copy ${untouched.code}, of the rewritten one ${rewritten.code}`,
    findings: [
      ...(untouched.code === 0
        ? []
        : [`a chain that nobody touched is broken: ${untouched.output}`]),
      ...(rewritten.code === 1 ? [] : ["a rewritten chain is whole"]),
    ],
    notes: [],
  };
}

async function rewrite(path: string): Promise<void> {
  const db = await openDatabase({ url: `file:${path}` });
  const triggers = await db.$client.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
  );
  for (const { name } of triggers.rows) await db.$client.execute(`DROP TRIGGER ${name}`);
  const rows = await db.select().from(auditEvents).orderBy(auditEvents.id);
  await db.delete(auditEvents);
  let previousSha256 = FIRST_LINK;
  for (const row of rows) {
    const changed = row.name === "signIn" ? { ...row, source: "10.6.6.6" } : row;
    const sha256 = hashLink({ ...changed, detail: JSON.parse(row.detail) }, previousSha256);
    await db.insert(auditEvents).values({ ...changed, previousSha256, sha256 });
    previousSha256 = sha256;
  }
  db.$client.close();
}
