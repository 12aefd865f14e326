import type { Db } from "../client.ts";
import { leaveFilesStatement } from "../files.ts";

const AT_ONCE = 500;

/**
 * Removes cases that were answered or closed before `beforeMs`, with their messages; the sweep of
 * files removes what belonged to them. As many as one batch takes at a time.
 */
export async function sweepCases(db: Db, beforeMs: number, nowMs: number): Promise<void> {
  const args = { before: Math.trunc(beforeMs) };
  let removed = AT_ONCE;
  while (removed === AT_ONCE) {
    const results = await db.$client.batch([
      leaveFilesStatement({ sql: FILES, args }, nowMs),
      { sql: DROP_LINKS, args },
      { sql: DROP_MESSAGES, args },
      { sql: DROP_CASES, args },
    ], "write");
    removed = results.at(-1)?.rowsAffected ?? 0;
  }
}

const OVER = `
  SELECT folio FROM attention_cases WHERE settled_at < :before
  ORDER BY settled_at LIMIT ${AT_ONCE}`;
const MESSAGES = `SELECT id FROM attention_messages WHERE folio IN (${OVER})`;
const FILES = `SELECT file_id FROM attention_message_files WHERE message_id IN (${MESSAGES})`;
const DROP_LINKS = `DELETE FROM attention_message_files WHERE message_id IN (${MESSAGES})`;
const DROP_MESSAGES = `DELETE FROM attention_messages WHERE folio IN (${OVER})`;
const DROP_CASES = `DELETE FROM attention_cases WHERE folio IN (${OVER})`;
