/**
 * Whether an error comes from the database's client. It is recognised by its name: its class could
 * only be imported together with a client, and the settings decide which one.
 */
export function isDatabaseError(error: unknown): error is Error {
  return error instanceof Error && /^Libsql(?:Batch)?Error$/.test(error.name);
}

/** Whether the message of the client's error matches; drizzle wraps what the client throws. */
export function isDatabaseMessage(error: unknown, message: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  return isDatabaseError(error) && message.test(error.message) ||
    isDatabaseMessage(error.cause, message);
}
