import { assert, assertEquals, assertRejects } from "@std/assert";
import { BackupRefused } from "../../../db/backup/contents.ts";
import { isSealed } from "../../../lib/sealed_file.ts";
import { restoreBackup } from "../../../db/backup/restore.ts";
import { takeBackup } from "../../../db/backup/take.ts";
import { readConfig } from "../../../lib/config.ts";
import { testDatabase } from "../../support/database.ts";
import { A, load, PROVIDERS } from "../../support/files.ts";

const PASSPHRASE = "una frase larga para las copias";

Deno.test("B4: a sealed backup tells nothing without its passphrase, and one changed byte is refused", async () => {
  await using source = await testDatabase();
  await load(source.db, [PROVIDERS()]);
  const path = `${source.folder}/copy.age`;
  await takeBackup({ url: `file:${source.path}` }, path, PASSPHRASE);
  assert(await isSealed(path));
  const bytes = await Deno.readFile(path);
  const text = new TextDecoder("latin1").decode(bytes);
  for (const word of ["SQLite format 3", "CREATE TABLE", A]) assert(!text.includes(word), word);
  const left = (await Array.fromAsync(Deno.readDir(source.folder))).map(({ name }) => name);
  assertEquals(left.filter((name) => name.includes("copy")).sort(), [
    "copy.age",
    "copy.age.sha256",
  ]);

  await refuses(source.folder, bytes, "otra frase que tampoco es corta", "la frase es otra");
  const changed = bytes.slice();
  const middle = Math.floor(bytes.length / 2);
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  await refuses(source.folder, changed, PASSPHRASE, "dañada");
  await refuses(source.folder, bytes, undefined, "BACKUP_PASSPHRASE");
});

async function refuses(
  folder: string,
  bytes: Uint8Array,
  passphrase: string | undefined,
  reason: string,
): Promise<void> {
  const path = `${folder}/changed.age`;
  await Deno.writeFile(path, bytes);
  const target = `${folder}/target.db`;
  const config = await readConfig({
    DATABASE_URL: `file:${target}`,
    ...(passphrase && { BACKUP_PASSPHRASE: passphrase }),
  });
  const makeUsable = () => Promise.reject(new Error("it came to that"));
  const error = await assertRejects(
    () => restoreBackup(path, { config, replace: false, makeUsable }),
    BackupRefused,
  );
  assert(error.message.includes(reason), error.message);
  await assertRejects(() => Deno.stat(target), Deno.errors.NotFound);
}
