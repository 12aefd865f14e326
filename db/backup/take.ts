import { type DatabaseAddress, fileOf, isEmbedded } from "../client.ts";
import { BackupRefused, checkContents, type Contents } from "./contents.ts";
import { copyDatabase } from "./copy.ts";
import { sha256OfFile } from "./digest.ts";
import { sealFile } from "../../lib/sealed_file.ts";

export type Backup = Contents & { bytes: number; sha256: string };

/**
 * Copies a database into the new file `path`, checks the copy, and encrypts it where a passphrase is
 * given: then no readable copy lies beside it at any time, only beside the database. `path` appears
 * when all of that is done, with `path.sha256` beside it, as `sha256sum -c` reads it. Throws
 * BackupRefused where one of the files is there, or the database is damaged.
 */
export async function takeBackup(
  database: DatabaseAddress,
  path: string,
  passphrase: string | undefined,
): Promise<Backup> {
  await refuseExisting(path);
  const part = `${path}.part`;
  const plain = passphrase === undefined || !isEmbedded(database.url)
    ? `${part}.db`
    : `${fileOf(database.url)}.copying`;
  const made: string[] = [];
  try {
    await refuseExisting(plain);
    made.push(plain);
    await copyDatabase(database, plain);
    const contents = checkContents(plain);
    await refuseExisting(part);
    made.push(part);
    if (passphrase === undefined) await Deno.rename(plain, part);
    else await sealFile(plain, part, passphrase);
    const { bytes, sha256 } = await sha256OfFile(part);
    await flushToDisk(part);
    await Deno.rename(part, path);
    const name = path.slice(path.lastIndexOf("/") + 1);
    await Deno.writeTextFile(`${path}.sha256`, `${sha256}  ${name}\n`, { mode: 0o600 });
    return { ...contents, bytes, sha256 };
  } finally {
    for (const file of made) await removeFile(file);
  }
}

async function refuseExisting(path: string): Promise<void> {
  const found = await Deno.lstat(path).catch((error: unknown) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  if (found) throw new BackupRefused(`ya existe ${path}`);
}

/** A power cut after this loses nothing of the file. */
async function flushToDisk(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true });
  await file.sync();
}

async function removeFile(path: string): Promise<void> {
  await Deno.remove(path).catch((error: unknown) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
