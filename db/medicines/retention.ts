import type { Db } from "../client.ts";
import { leaveFilesStatement } from "../files.ts";

const AT_ONCE = 500;

/**
 * Takes the pictures of formulas off requests that were over before `beforeMs`; the sweep of files
 * removes them. The requests stay. As many as one batch takes at a time.
 */
export async function sweepFormulas(db: Db, beforeMs: number, nowMs: number): Promise<void> {
  const args = { before: Math.trunc(beforeMs) };
  let removed = AT_ONCE;
  while (removed === AT_ONCE) {
    const results = await db.$client.batch([
      leaveFilesStatement({ sql: OLD, args }, nowMs),
      { sql: DROP_LINKS, args },
    ], "write");
    removed = results.at(-1)?.rowsAffected ?? 0;
  }
}

/** Looks at the pictures that are left, which are fewer than the requests of all years. */
const OLD = `
  SELECT f.file_id FROM medicine_request_files AS f
  CROSS JOIN medicine_requests AS r ON r.folio = f.folio
  WHERE r.state IN ('delivered', 'refused') AND r.changed_at < :before
  ORDER BY f.file_id LIMIT ${AT_ONCE}`;
const DROP_LINKS = `DELETE FROM medicine_request_files WHERE file_id IN (${OLD})`;
