import type { Db } from "../../db/client.ts";
import { isDiskFull } from "../../db/disk_full.ts";
import { dropLeftFile, storeStream } from "../../db/files.ts";
import { countUnjudged } from "../../db/loads/uploads/claiming.ts";
import { Problem } from "../../domain/errors.ts";
import { kindByName } from "../../domain/file.ts";
import { NAMELESS_FILE } from "../../domain/file_name.ts";
import { asSentence, DISK_FULL } from "../../domain/loads/outcome.ts";
import { withoutHurry } from "../../lib/patience.ts";
import { sha256 } from "../../lib/secret_token.ts";
import { shownFileName } from "../../lib/upload/file_name.ts";
import type { JudgeFields, Received, StoreFile } from "../../lib/upload/upload.ts";
import type { Ctx } from "../context.ts";
import { takeUpload, type UploadRules } from "../input.ts";

/** The largest request that brings payment files (security, U1). */
export const MAX_UPLOAD_BYTES = 200 * 2 ** 20;
export const MAX_FILES = 20;
/** Loads are judged one at a time; each that waits may fill 200 MB of the database. */
export const MAX_UNJUDGED = 20;
const TOO_MANY_WAIT =
  "Hay muchas cargas en revisión. Espere unos minutos y envíe los archivos de nuevo.";

const RULES: UploadRules = {
  limits: {
    largest: MAX_UPLOAD_BYTES,
    maxFiles: MAX_FILES,
    largestField: 2048,
    maxMs: 60 * 60 * 1000,
  },
  problems: {
    malformed: ["malformed", "La carga llegó incompleta, o no es un formulario con archivos."],
    repeated: ["malformed", "La carga trae un campo dos veces."],
    tooLarge: ["tooLarge", "Los archivos pesan más de 200 MB: cárguelos en dos veces."],
    tooMany: ["invalid", `Cargue a lo sumo ${MAX_FILES} archivos de una vez.`],
    tooSlow: ["malformed", "La carga tardó más de una hora: cárguela en varias veces."],
  },
};

/** Payment files as they are stored for the process that judges them. */
export type LoadUpload = Received<{ id: string }>;

/**
 * Takes payment files in their turn, unless many loads wait to be judged; whoever gets them opens a
 * load of them, or drops them.
 */
export async function takePaymentFiles(c: Ctx, judgeFields?: JudgeFields): Promise<LoadUpload> {
  const { db, queues } = c.get("services");
  if (await countUnjudged(db, MAX_UNJUDGED) >= MAX_UNJUDGED) {
    throw new Problem("unavailable", TOO_MANY_WAIT);
  }
  const stored: { id: string }[] = [];
  try {
    return await queues.uploads.run(() =>
      takeUpload(c, RULES, storeInDatabase(c, stored), judgeFields)
    );
  } catch (error) {
    await dropFiles(db, stored);
    throw error;
  }
}

/** Any process may judge the load, and the disk of this one may vanish with it. */
function storeInDatabase(c: Ctx, stored: { id: string }[]): StoreFile<{ id: string }> {
  const { db, now } = c.get("services");
  return async ({ name, bytes }) => {
    const shown = shownFileName(name, NAMELESS_FILE);
    // What it really is, judging tells.
    const file = { name: shown, kind: kindByName(shown) ?? "csv", bytes };
    try {
      const { id } = await withoutHurry(() => storeStream(db, file, now));
      stored.push({ id });
      return { id };
    } catch (cause) {
      throw isDiskFull(cause) ? new Problem("unavailable", asSentence(DISK_FULL)) : cause;
    }
  };
}

/** Removes stored files of which no load is opened. */
export async function dropFiles(db: Db, files: { id: string }[]): Promise<void> {
  for (const { id } of files) await dropLeftFile(db, id).catch(() => {});
}

/** A digest of what was sent, the same whatever boundary the form had. */
export function digestOf({ fields, files }: LoadUpload): string {
  const contents = files.map(({ name, sha256 }) => [name, sha256]);
  return sha256(JSON.stringify([[...fields].sort(), contents]));
}
