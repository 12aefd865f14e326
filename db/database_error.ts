/**
 * Whether an error comes from the database's client. It is known by its name: its class could only be
 * had together with a client, and which one is needed is not known before the settings are.
 */
export function isDatabaseError(error: unknown): error is Error {
  return error instanceof Error && /^Libsql(?:Batch)?Error$/.test(error.name);
}
