/** The error codes and names of a database that cannot answer: locked, full, gone or too slow. */
const DOWN =
  /^(SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|FULL|READONLY)|TimeoutError|SERVER_ERROR|CLIENT_CLOSED|HRANA)/;
const MAX_CAUSES = 5;

/**
 * Whether an error, or what caused it, means that the database does not answer now. Judged by codes
 * and names, never by a message that may hold what somebody sent.
 */
export function isDatabaseDown(error: unknown): boolean {
  return databaseTrouble(error) !== undefined;
}

/** The code of what keeps the database from answering (`SQLITE_BUSY`); undefined where it answers. */
export function databaseTrouble(error: unknown): string | undefined {
  let cause = error;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth++) {
    if (DOWN.test(codeOf(cause))) return codeOf(cause);
    if (isUnreachable(cause)) return "no connection";
    cause = cause.cause;
  }
  return undefined;
}

/** Whether a remote database answers, but asks for a token or refuses the one that it got. */
export function isTokenRefused(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Object; depth++) {
    if ("status" in cause && (cause.status === 401 || cause.status === 403)) return true;
    cause = "cause" in cause ? cause.cause : undefined;
  }
  return false;
}

/** A DOMException's `code` is an old number that says nothing; its name says what happened. */
function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** It cannot be reached, or the connection ended within an answer. */
function isUnreachable(error: Error): boolean {
  return error instanceof TypeError &&
    /^(?:error sending request|fetch failed|error reading a body)/.test(error.message);
}
