/**
 * Whether an error comes from the database's client. It is known by its name: its class could only be
 * had together with a client, and which one is needed is not known before the settings are.
 */
export function isDatabaseError(error: unknown): error is Error {
  return error instanceof Error && /^Libsql(?:Batch)?Error$/.test(error.name);
}

/** Whether the client says something of an error; drizzle wraps what the client throws. */
export function isDatabaseMessage(error: unknown, message: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  return isDatabaseError(error) && message.test(error.message) ||
    isDatabaseMessage(error.cause, message);
}
