import { ConfigError } from "../../lib/config.ts";
import { withoutValues } from "../../lib/error_text.ts";
import { databaseTrouble, isTokenRefused } from "../database_down.ts";
import { isDiskFull } from "../disk_full.ts";

/** The arguments of a command are wrong; the message is for the operator. */
export class UsageError extends Error {}

const BAD_USAGE = 2;
const UNAVAILABLE = 3;
const DISK_FULL = "No hay espacio en el disco. No se terminó: libere espacio e inténtelo de nuevo.";
const TOKEN_REFUSED = "DATABASE_AUTH_TOKEN: is missing, or the database refuses it";

/**
 * How a command ends that cannot go on: with one sentence for the operator and never a stack. Exit 2
 * is for usage and settings, 3 for what the world or the program did wrong, such as a database that
 * is gone.
 */
export function describeFailure(error: unknown): { code: number; sentence: string } {
  if (isTokenRefused(error)) return { code: BAD_USAGE, sentence: TOKEN_REFUSED };
  const trouble = databaseTrouble(error);
  if (error instanceof UsageError || error instanceof ConfigError) {
    return { code: trouble === undefined ? BAD_USAGE : UNAVAILABLE, sentence: error.message };
  }
  if (trouble === "SQLITE_FULL" || isDiskFull(error)) {
    return { code: UNAVAILABLE, sentence: DISK_FULL };
  }
  if (trouble !== undefined) return { code: UNAVAILABLE, sentence: unavailable(trouble) };
  return { code: UNAVAILABLE, sentence: `No se pudo terminar: ${firstLine(error)}` };
}

/** What went wrong, without the statement and the values that drizzle writes below it. */
export function firstLine(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  return withoutValues(message);
}

function unavailable(trouble: string): string {
  return `La base de datos no responde (${trouble}). No se terminó: inténtelo en unos minutos.`;
}
