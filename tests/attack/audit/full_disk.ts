import { createClient } from "@libsql/client";
import { dateInBogota, formatDate } from "../../../domain/dates.ts";
import { countDownloads, verifyLog } from "./log.ts";
import { type Portal, type Signed, startPortal } from "../portal.ts";
import type { Outcome } from "../report.ts";
import { type Disk, mountDisk } from "./small_disk.ts";

const MIB = 2 ** 20;
/** For what the portal writes before its disk is full. */
const ROOM_MIB = 8;
const ROUNDS = 3;
const MAX_ANSWER_MS = 30_000;
/** So many of a file's first bytes tell it from a page. */
const MARK_BYTES = 10;

/** Who is signed in at the portal whose database is copied, and so at the copy. */
type People = { provider: Signed; staff: Signed };
type Download = { path: string; cookie: string };
type Answer = { path: string; status: number; isFile: boolean; text: string };
type Answers = Record<"before" | "full" | "after", Answer[]>;

/**
 * L1: a portal whose disk is full hands nothing out, and goes on by itself once there is room. It
 * has a copy of the other's database on a small disk of its own.
 */
export async function tryFullDisk(people: People, folder: string): Promise<Outcome> {
  const outcome = {
    tool: "audit log",
    target: "downloads from a portal whose disk is full",
    findings: [],
    notes: [],
  };
  const original = `${folder}/data`;
  const own = `${folder}/full`;
  const mounted = await mountDisk(`${own}/data`, await mibOf(original) + ROOM_MIB);
  if ("refused" in mounted) return { ...outcome, tried: "nothing", skipped: mounted.refused };
  await using disk = mounted;
  await copyDatabase(original, disk.folder);
  await using portal = await startPortal(own);
  const before = await countIn(disk);
  const answers = await fillAndAsk(portal, disk, await listDownloads(people, disk));
  const kept = await countIn(disk) - before;
  const log = await verifyLog(own, `${disk.folder}/demo.db`);
  return {
    ...outcome,
    tried: `${describe(answers)}; events ${kept}; audit:verify ${log.code}`,
    findings: [
      ...judge(answers, kept),
      ...(log.code === 0 ? [] : [`the chain is broken afterwards: ${log.output}`]),
    ],
  };
}

/** What a copy takes, which is more than the file while its log has not been written into it. */
async function mibOf(folder: string): Promise<number> {
  const client = createClient({ url: `file:${folder}/demo.db`, timeout: 5000 });
  const { rows: [row] } = await client.execute(
    "SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size",
  );
  client.close();
  return Math.ceil(Number(row?.size) / MIB);
}

/** The copy has the same secrets, by which sessions and events are known. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const client = createClient({ url: `file:${from}/demo.db`, timeout: 5000 });
  await client.execute(`VACUUM INTO '${to}/demo.db'`);
  client.close();
  await Deno.copyFile(`${from}/session-secrets`, `${to}/session-secrets`);
}

async function countIn({ folder }: Disk): Promise<number> {
  const client = createClient({ url: `file:${folder}/demo.db`, timeout: 5000 });
  const count = await countDownloads(client);
  client.close();
  return count;
}

async function listDownloads({ provider, staff }: People, { folder }: Disk): Promise<Download[]> {
  const client = createClient({ url: `file:${folder}/demo.db`, timeout: 5000 });
  const { rows: [file] } = await client.execute(`
    SELECT folio, file_id AS id FROM inquiry_message_files
    JOIN inquiry_messages ON inquiry_messages.id = message_id LIMIT 1`);
  client.close();
  if (!file) throw new Error("the demo has no attachment");
  const today = formatDate(dateInBogota(Date.now()));
  const log = `/funcionario/auditoria/hechos.csv?desde=${today}&hasta=${today}`;
  return [
    { path: "/export.xlsx", cookie: provider.cookie },
    { path: log, cookie: staff.cookie },
    { path: `/consultas/${file.folio}/adjuntos/${file.id}`, cookie: provider.cookie },
  ];
}

async function fillAndAsk(portal: Portal, disk: Disk, downloads: Download[]): Promise<Answers> {
  const askAll = () => Promise.all(downloads.map((download) => ask(portal, download)));
  const before = await askAll();
  await disk.fill();
  const full = [];
  for (let round = 0; round < ROUNDS; round++) full.push(...await askAll());
  await disk.empty();
  return { before, full, after: await askAll() };
}

async function ask({ origin }: Portal, { path, cookie }: Download): Promise<Answer> {
  const signal = AbortSignal.timeout(MAX_ANSWER_MS);
  const answer = await fetch(origin + path, { headers: { cookie }, redirect: "manual", signal });
  const isFile = answer.headers.has("content-disposition");
  const text = new TextDecoder("latin1").decode(await answer.arrayBuffer());
  return { path, status: answer.status, isFile, text };
}

function describe({ before, full, after }: Answers): string {
  const statuses = (answers: Answer[]) => answers.map(({ status }) => status).join(", ");
  return `before ${statuses(before)}; full ${statuses(full)}; after ${statuses(after)}`;
}

function judge({ before, full, after }: Answers, kept: number): string[] {
  const isWhole = ({ status, isFile }: Answer) => status === 200 && isFile;
  const handedOut = [...before, ...full, ...after].filter(({ status }) => status === 200).length;
  const leaks = ({ path, isFile, text }: Answer) => {
    const mark = before.find((one) => one.path === path)?.text.slice(0, MARK_BYTES);
    return isFile || mark === undefined || text.includes(mark);
  };
  return [
    ...[...before, ...after].filter((answer) => !isWhole(answer))
      .map(({ path, status }) => `${path} answers ${status} where there is room`),
    ...new Set([
      ...full.filter(({ status }) => status !== 503)
        .map(({ path, status }) => `${path} answers ${status} on a full disk`),
      ...full.filter(leaks).map(({ path }) => `${path} hands data out on a full disk`),
    ]),
    ...(handedOut === kept ? [] : [`${handedOut} downloads went out with ${kept} events`]),
  ];
}
