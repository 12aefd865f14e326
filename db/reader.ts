import type { Client, InValue } from "@libsql/client";
import type { Origin, QuestionTimes } from "./system/question_times.ts";

/** A statement that changes nothing, and its values by place. */
export type Read = {
  sql: string;
  args: InValue[];
  /** Where a question is written. */
  origin?: Origin;
  /** Asked at every request; its answer depends on nothing but what is stored, and on its values. */
  isOften?: boolean;
};
/** The cells of a row, in the order of what was selected. */
export type Cells = ArrayLike<unknown>;

/** Answers reads in one round trip, as of one moment: the rows of each. */
export type Reader = (reads: Read[]) => Promise<Cells[][]>;

/**
 * Reads through the client of a remote database. It does not say how long each took, so the whole
 * round trip counts for each.
 */
export function remoteReader(client: Client, times: QuestionTimes): Reader {
  return async (reads) => {
    const startedAt = performance.now();
    const results = await client.batch(reads, "read");
    const ms = performance.now() - startedAt;
    for (const { origin } of reads) times.note(origin, ms);
    return results.map(({ rows }) => rows);
  };
}
