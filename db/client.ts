import type { Client } from "@libsql/client";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { guardAgainstBusy } from "./busy_guard.ts";
import { openNameless } from "../lib/upload/nameless.ts";
import { awaitAnswer } from "../lib/patience.ts";
import { createQuestionTimes, type QuestionTimes } from "./system/question_times.ts";
import { type Reader, remoteReader } from "./reader.ts";
import { asEmbedded } from "./remote_client.ts";
import type * as schema from "./schema.ts";

/**
 * `$read` answers what `question.ts` asks, and `$times` says how long that took; everything else goes
 * through drizzle or the client. `$place` says where the file of an embedded one was opened.
 */
export type Db = LibSQLDatabase<typeof schema> & Reading & { $client: Client; $place?: Place };
export type Schema = ExtractTablesWithRelations<typeof schema>;

type Reading = { $read: Reader; $times: QuestionTimes };

type Place = { path: string; file: string };

/** The file that was opened is no longer the one at its path; whatever is written is lost to it. */
export class DatabaseMoved extends Error {}

export type DatabaseAddress = { url: string; authToken?: string };
export type Opening = { besideServer?: boolean; times?: QuestionTimes };

/**
 * The native client blocks the event loop while it waits for a lock: a server must hardly wait
 * there.
 */
const SERVER_BUSY_MS = 20;
const COMMAND_BUSY_MS = 5000;
/** How long a lock is waited for in all: somebody waits for a page, a command may take its time. */
const SERVER_PATIENCE_MS = 4000;
const COMMAND_PATIENCE_MS = 10_000;
const NO_CHECKPOINTS = "PRAGMA wal_autocheckpoint = 0";
const REMOTE_TIMEOUT_MS = 4000;

/** Whether the database is a file of this machine, which this process may create and migrate. */
export function isEmbedded(url: string): boolean {
  return url.startsWith("file:");
}

/**
 * Opens the database: `file:` by the native client, anything else by the one that needs only
 * `fetch`; the other is not loaded. Close it with `db.$client.close()`. `besideServer` is for
 * commands: they leave checkpoints of the write-ahead log to the server. Questions count among `times`.
 */
export async function openDatabase(
  { url, authToken }: DatabaseAddress,
  { besideServer = false, times = createQuestionTimes() }: Opening = {},
): Promise<Db> {
  if (!isEmbedded(url)) return await openRemote(url, authToken, times);
  await createFileOf(url);
  const { createClient } = await import("@libsql/client/sqlite3");
  const { drizzle } = await import("drizzle-orm/libsql/sqlite3");
  const { embeddedReader, keepByteWrites } = await import("./embedded_reader.ts");
  const timeout = besideServer ? COMMAND_BUSY_MS : SERVER_BUSY_MS;
  const patienceMs = besideServer ? COMMAND_PATIENCE_MS : SERVER_PATIENCE_MS;
  const onOpening = besideServer ? beginningBesideServer() : undefined;
  // What is set on opening holds for one connection: with more of them, for one of several.
  const opened = createClient({ url, timeout, ...(besideServer && { concurrency: 1 }) });
  keepByteWrites(opened, fileOf(url), { timeoutMs: timeout, onOpening });
  const client = guardAgainstBusy(opened, { patienceMs, onOpening });
  await client.execute("PRAGMA journal_mode = WAL");
  if (onOpening) await client.executeMultiple(onOpening);
  const reader = embeddedReader(client, fileOf(url), timeout, times);
  return withReader(drizzle(client), reader, times, await placeOf(fileOf(url)));
}

/**
 * How a connection of a command begins. What a statement needs to undo what it changed so far is in a
 * file where one can be made: a publication among millions of rows takes a third more memory by it.
 */
function beginningBesideServer(): string {
  try {
    openNameless(() => {});
    return `${NO_CHECKPOINTS}; PRAGMA temp_store = FILE`;
  } catch {
    return NO_CHECKPOINTS;
  }
}

/**
 * Closes a database whose server stops. An embedded one first writes its log into the file: to close
 * alone does so only where every statement that was ever prepared has been let go of. Where that
 * cannot be done, the log stays and is read at the next start, as after a crash.
 */
export async function closeDatabase(db: Db): Promise<void> {
  if (db.$client.protocol === "file") {
    await db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)").catch(() => {});
  }
  db.$client.close();
}

/**
 * Copies from the log into the database what commands beside this server wrote, who leave that to it:
 * all at once would hold up whoever asks next. Waits for nobody; where it cannot, the log stays.
 */
export async function copyLog(db: Db): Promise<void> {
  await db.$client.execute("PRAGMA wal_checkpoint(PASSIVE)").catch(() => {});
}

/**
 * Sends the cheapest statement, to see whether the database answers. SQLite goes on with a file that
 * was moved away or replaced, so an embedded one must still stand where it was opened: throws
 * DatabaseMoved.
 */
export async function pingDatabase(db: Db): Promise<void> {
  await db.$client.execute("SELECT 1");
  const { path, file } = db.$place ?? {};
  if (path !== undefined && await identityOf(path) !== file) throw new DatabaseMoved(path);
}

async function placeOf(path: string): Promise<{ $place?: Place }> {
  const file = await identityOf(path);
  return file === undefined ? {} : { $place: { path, file } };
}

/** Which file stands there, however it is called; undefined where none does. Nothing is opened. */
async function identityOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await Deno.stat(path);
    return `${dev} ${ino}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** A replica that does not answer soon is worse than none. */
const REPLICA_TIMEOUT_MS = 1000;

/** Reads of a copy that may be behind; it is never written to. They count among `times`. */
export async function openReplica(
  { url, authToken }: DatabaseAddress,
  times: QuestionTimes,
): Promise<Reader> {
  if (isEmbedded(url)) return (await openDatabase({ url }, { times })).$read;
  return (await openRemote(url, authToken, times, REPLICA_TIMEOUT_MS)).$read;
}

async function openRemote(
  url: string,
  authToken: string | undefined,
  times: QuestionTimes,
  timeoutMs = REMOTE_TIMEOUT_MS,
): Promise<Db> {
  const { createClient } = await import("@libsql/client/web");
  const { drizzle } = await import("drizzle-orm/libsql/web");
  const client = asEmbedded(createClient({
    url,
    ...(authToken && { authToken }),
    fetch: fetchWithin(timeoutMs),
  }));
  return withReader(drizzle(client), remoteReader(client, times), times);
}

function withReader<Opened extends object>(
  db: Opened,
  $read: Reader,
  $times: QuestionTimes,
  place: { $place?: Place } = {},
): Opened & Reading & { $place?: Place } {
  return Object.assign(db, { $read, $times, ...place });
}

/** The client itself waits for ever; a database that does not answer must become an error. */
function fetchWithin(timeoutMs: number): (request: Request) => Promise<Response> {
  return (request) =>
    awaitAnswer(
      timeoutMs,
      (waitMs) => fetch(request, { signal: AbortSignal.timeout(waitMs) }),
    );
}

/**
 * A new database is for the process's own user alone; SQLite's files beside it follow its mode. One
 * that is there is never opened here: closing it would end all locks that this process has on it
 * (POSIX), also those of SQLite.
 */
async function createFileOf(url: string): Promise<void> {
  const path = fileOf(url);
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  if (folder !== "") await Deno.mkdir(folder, { recursive: true });
  if (path === "" || path === ":memory:") return;
  try {
    using _ = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
}

/** `file:data/a%20b.db?mode=…` → `data/a b.db`, as the client reads it. */
export function fileOf(url: string): string {
  const [, path = ""] = /^file:(?:\/\/(?:localhost)?(?=\/))?([^?#]*)/.exec(url) ?? [];
  return decodeURIComponent(path);
}
