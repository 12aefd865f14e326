import { LibsqlError } from "@libsql/client";

/** Whether a write failed because the disk, or what the database may take of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause ?? error : error;
  return cause instanceof LibsqlError &&
    /SQLITE_FULL|disk is full/.test(`${cause.code} ${cause.message}`);
}
