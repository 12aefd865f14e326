import { DatabaseSync } from "node:sqlite";
import type { Config } from "../../lib/config.ts";
import { type DatabaseAddress, fileOf, isEmbedded, openDatabase } from "../client.ts";
import { NEWEST_MIGRATION } from "../migrate.ts";
import {
  BackupRefused,
  checkContents,
  type Contents,
  type Publication,
  publicationsOf,
  schemaOf,
} from "./contents.ts";
import { expectedSha256, sha256OfFile } from "./digest.ts";
import type { Voided } from "./pending.ts";
import { fillRemote } from "./remote.ts";
import { isSealed, openSealed } from "../../lib/sealed_file.ts";

export type Restored = Contents & Voided & {
  /** Where the database that was there lies now. */
  movedTo?: string;
  /** What it had published and the copy lacks; absent where there was none, or it is unreadable. */
  missing?: Publication[];
};

const IN_USE = "la base de datos está en uso: detenga el portal antes de restaurar";

/**
 * Puts a backup in the place of the database of the settings, as it was but for what `voidPending`
 * voids, in the schema of this release. An embedded database that is there is moved aside, and only
 * with `replace`; a remote one must be empty. `makeUsable` brings the copy to that schema and voids;
 * until all is checked nothing else is touched. Throws BackupRefused where the backup is not whole, or
 * it cannot be done like this.
 */
export async function restoreBackup(
  path: string,
  { config, replace, makeUsable }: {
    config: Config;
    replace: boolean;
    makeUsable: (copy: DatabaseAddress) => Promise<Voided>;
  },
): Promise<Restored> {
  const { url } = config.database;
  const target = isEmbedded(url) ? fileOf(url) : undefined;
  const folder = await Deno.makeTempDir(target === undefined ? {} : { dir: folderOf(target) });
  try {
    if (target !== undefined && !replace && await isFile(target)) {
      throw new BackupRefused(
        `ya hay una base de datos en ${target}: con --replace queda a un lado`,
      );
    }
    const staged = `${folder}/restored.db`;
    await openBackup(path, staged, config.backupPassphrase);
    const contents = checkContents(staged);
    if (schemaOf(staged) > NEWEST_MIGRATION) {
      throw new BackupRefused("la hizo una versión más nueva del portal");
    }
    const published = publicationsOf(staged);
    const voided = await makeUsable({ url: urlOf(staged) });
    settle(staged);
    if (target === undefined) {
      await fillRemote(await openDatabase(config.database), staged);
      return { ...contents, ...voided };
    }
    return { ...contents, ...voided, ...await putInPlace(staged, target, published) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes a backup as a plain database; throws BackupRefused where it is not what was written. */
async function openBackup(
  path: string,
  staged: string,
  passphrase: string | undefined,
): Promise<void> {
  const expected = await expectedSha256(path);
  if (expected !== undefined && (await sha256OfFile(path)).sha256 !== expected) {
    throw new BackupRefused(`la copia no es la que dice ${path}.sha256`);
  }
  if (!await isSealed(path)) {
    await Deno.copyFile(path, staged);
    // Who may read a copy that came from elsewhere says nothing about the database.
    return await Deno.chmod(staged, 0o600);
  }
  if (passphrase === undefined) throw new BackupRefused("la copia está cifrada: BACKUP_PASSPHRASE");
  try {
    await openSealed(path, staged, passphrase);
  } catch (error) {
    throw new BackupRefused("la frase es otra, o la copia está dañada", { cause: error });
  }
}

function urlOf(path: string): string {
  return `file:${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** In one step for whoever opens it: at no time is there no database, or an old log beside a new one. */
async function putInPlace(
  staged: string,
  target: string,
  published: Publication[],
): Promise<Pick<Restored, "movedTo" | "missing">> {
  if (!await isFile(target)) {
    await Deno.rename(staged, target);
    return {};
  }
  const missing = lacking(target, published);
  const movedTo = `${target}.before-restore-${new Date().toISOString().replace(/[-:]|\..*/g, "")}`;
  await Deno.link(target, movedTo);
  for (const log of ["-wal", "-shm"]) {
    if (await isFile(target + log)) await Deno.rename(target + log, movedTo + log);
  }
  await Deno.rename(staged, target);
  return { movedTo, ...(missing && { missing }) };
}

/** What a database published and a list lacks; undefined where it can no longer be read. */
function lacking(target: string, published: Publication[]): Publication[] | undefined {
  try {
    closeForAll(target);
    const known = new Set(published.map(({ id, publishedAt }) => `${id} ${publishedAt}`));
    return publicationsOf(target).filter(({ id, publishedAt }) =>
      !known.has(`${id} ${publishedAt}`)
    );
  } catch (error) {
    if (error instanceof BackupRefused || isLocked(error)) throw new BackupRefused(IN_USE);
    return undefined;
  }
}

/** Brings the whole log of a database into its file; this process may still have it open. */
function settle(path: string): void {
  using database = new DatabaseSync(path);
  // Until a connection has read, it knows of no log.
  database.prepare("SELECT count(*) FROM sqlite_schema").get();
  const { busy, log } = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() ?? {};
  if (busy !== 0 || log !== 0) throw new Error(`${path} keeps a log`);
}

/** Makes a database one file, without a log beside it; throws BackupRefused where anybody has it open. */
function closeForAll(path: string): void {
  using database = new DatabaseSync(path);
  const { journal_mode: mode } = database.prepare("PRAGMA journal_mode = DELETE").get() ?? {};
  if (mode !== "delete") throw new BackupRefused(IN_USE);
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && error.message.includes("locked");
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : ".";
}
