import { isDatabaseMessage } from "./database_error.ts";

/** SQLITE_FULL, as the runtime's own SQLite says it. */
const FULL = 13;

/**
 * Whether a write failed because the disk, or what the database may take of it, is full: that of the
 * database, the one where the temporary database of a load goes (`affiliates/seen_codes.ts`), or that
 * of any other file.
 */
export function isDiskFull(error: unknown): boolean {
  return isDatabaseMessage(error, /SQLITE_FULL|disk is full/) ||
    error instanceof Error && (
        "errcode" in error && error.errcode === FULL || "code" in error && error.code === "ENOSPC"
      );
}
