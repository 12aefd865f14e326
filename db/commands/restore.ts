import { readConfig, readEnvironment } from "../../lib/config.ts";
import { BackupRefused } from "../backup/contents.ts";
import { type Voided, voidPending } from "../backup/pending.ts";
import { restoreBackup, type Restored } from "../backup/restore.ts";
import { closeDatabase, type DatabaseAddress } from "../client.ts";
import { commandEvent } from "./audit.ts";
import { describeContents, describePublication } from "./backup_report.ts";
import { openPrepared, runCommand } from "./command.ts";
import { UsageError } from "./failure.ts";
import { readOptions } from "./options.ts";

const USAGE = "uso: deno task db:restore ARCHIVO [--replace]";
const REFUSED = 1;

/** `deno task db:restore`: puts a backup in the place of the database, and says what came of it. */
if (import.meta.main) {
  await runCommand(async () => {
    const { words: [path = "", ...others] = [], options } = readOptions(Deno.args, ["replace"]) ??
      {};
    if (path === "" || others.length > 0) throw new UsageError(USAGE);
    const config = await readConfig(await readEnvironment());
    try {
      const restored = await restoreBackup(path, {
        config,
        replace: options?.has("replace") ?? false,
        makeUsable: (copy) => makeUsable(copy, config.sessionSecrets),
      });
      for (const line of describe(path, restored)) console.log(line);
      return 0;
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error;
      console.error(`No se restauró: ${error.message}`);
      return REFUSED;
    }
  });
}

/** Brings a copy to the schema of this release and voids what must not come back. */
async function makeUsable(copy: DatabaseAddress, sessionSecrets: string[]): Promise<Voided> {
  const portal = await openPrepared({ database: copy, sessionSecrets }, { besideServer: true });
  try {
    return await voidPending(portal, commandEvent({ name: "databaseRestored", detail: {} }));
  } finally {
    await closeDatabase(portal.db);
  }
}

function describe(path: string, restored: Restored): string[] {
  const { sessions, links, mails, messages, movedTo } = restored;
  return [
    `Restaurada la copia ${path}`,
    ...describeContents(restored),
    `Sesiones terminadas: ${sessions} · enlaces anulados: ${links}`,
    `Retenidos: ${mails} correos y ${messages} mensajes a programas`,
    ...(movedTo === undefined ? [] : [`La base de datos anterior quedó en ${movedTo}`]),
    ...describeMissing(restored),
  ];
}

function describeMissing({ movedTo, missing }: Restored): string[] {
  if (missing?.length === 0) return ["No falta ninguna publicación."];
  if (missing) return ["Faltan, cárguelas de nuevo:", ...missing.map(describePublication)];
  return movedTo === undefined
    ? ["No había otra base de datos: compare la última publicación con sus registros."]
    : ["La anterior no se puede leer: compare la última publicación con sus registros."];
}
