import { isDatabaseMessage } from "./database_error.ts";

/** Whether a write failed because the disk, or what the database may take of it, is full. */
export function isDiskFull(error: unknown): boolean {
  return isDatabaseMessage(error, /SQLITE_FULL|disk is full/);
}
