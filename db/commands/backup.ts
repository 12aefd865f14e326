import { readConfig, readEnvironment } from "../../lib/config.ts";
import { BackupRefused } from "../backup/contents.ts";
import { takeBackup } from "../backup/take.ts";
import { describeContents } from "./backup_report.ts";
import { runCommand } from "./command.ts";
import { UsageError } from "./failure.ts";
import { readOptions } from "./options.ts";

const USAGE = "uso: deno task db:backup ARCHIVO";
const REFUSED = 1;

/** `deno task db:backup`: copies the database while others use it, and says what the copy holds. */
if (import.meta.main) {
  await runCommand(async () => {
    const [path = "", ...others] = readOptions(Deno.args, [])?.words ?? [];
    if (path === "" || others.length > 0) throw new UsageError(USAGE);
    const { database, backupPassphrase } = await readConfig(await readEnvironment());
    try {
      const taken = await takeBackup(database, path, backupPassphrase);
      const kind = backupPassphrase === undefined ? "sin cifrar" : "cifrada";
      console.log(`Copia ${kind} en ${path}`);
      for (const line of describeContents(taken)) console.log(line);
      console.log(`SHA-256: ${taken.sha256}`);
      return 0;
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error;
      console.error(`No se hizo la copia: ${error.message}`);
      return REFUSED;
    }
  });
}
