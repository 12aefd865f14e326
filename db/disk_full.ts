import { isDatabaseError } from "./database_error.ts";

/** Whether a write failed because the disk, or what the database may take of it, is full. */
export function isDiskFull(error: unknown): boolean {
  if (isDatabaseError(error)) return /SQLITE_FULL|disk is full/.test(error.message);
  // drizzle wraps the client's error.
  return error instanceof Error && error.cause !== undefined && isDiskFull(error.cause);
}
