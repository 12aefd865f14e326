import type { Client, InValue } from "@libsql/client";

/** A statement that changes nothing, and its values by place. */
export type Read = { sql: string; args: InValue[] };
/** The cells of a row, in the order of what was selected. */
export type Cells = ArrayLike<unknown>;

/** Answers reads in one round trip, as of one moment: the rows of each. */
export type Reader = (reads: Read[]) => Promise<Cells[][]>;

/** Reads through the client of a remote database. */
export function remoteReader(client: Client): Reader {
  return async (reads) => (await client.batch(reads, "read")).map(({ rows }) => rows);
}
