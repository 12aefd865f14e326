import type { Db } from "../../client.ts";
import { dropLeftFile, leaveFilesStatement } from "../../files.ts";

/**
 * Removes the files of a load that has ended, and what else was stored for its judging; nothing where
 * it is still being judged.
 */
export async function dropEndedUpload(db: Db, id: string, nowMs: number): Promise<void> {
  const [files] = await db.$client.batch([
    { sql: ENDED_FILES, args: { id } },
    leaveFilesStatement({ sql: ENDED_FILES, args: { id } }, nowMs),
    { sql: DROP_FILES, args: { id } },
    { sql: DROP_UPLOAD, args: { id } },
  ], "write");
  for (const row of files?.rows ?? []) await dropLeftFile(db, String(row.file_id));
}

/** Does so for every load that has ended: one whose process died over that, or that was swept. */
export async function sweepEndedUploads(db: Db, nowMs: number): Promise<void> {
  const { rows } = await db.$client.execute(ENDED);
  for (const { load_id: id } of rows) await dropEndedUpload(db, String(id), nowMs);
}

const ENDED = `SELECT u.load_id FROM load_uploads AS u CROSS JOIN loads AS l ON l.id = u.load_id
  WHERE l.status <> 'judging'`;
const ENDED_LOAD = "(SELECT id FROM loads WHERE id = :id AND status <> 'judging')";
const ENDED_FILES = `SELECT file_id FROM load_files WHERE load_id = ${ENDED_LOAD}`;
const DROP_FILES = `DELETE FROM load_files WHERE load_id = ${ENDED_LOAD}`;
const DROP_UPLOAD = `DELETE FROM load_uploads WHERE load_id = ${ENDED_LOAD}`;
