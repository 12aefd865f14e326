import type { StoredFile } from "../../../domain/file.ts";
import type { LoadSubject } from "../../../domain/loads/kind.ts";
import { loadNumber } from "../../../domain/loads/record.ts";
import type { Db } from "../../client.ts";
import type { OpenedLoad } from "../loads.ts";

/** What else was sent with the files of a load. */
export type FieldsOfUpload = {
  isWholeRegister: boolean;
  requestId: string;
  clientAddress: string;
};

/** An uploaded load in the hands of this process. */
export type ClaimedLoad = OpenedLoad & FieldsOfUpload & {
  /** This try to judge it: what another one stages is refused from now on. */
  heldBy: string;
  /** How many tries there were, with this one. */
  attempts: number;
  createdBy: number | null;
  subject: LoadSubject;
  files: Pick<StoredFile, "id" | "name" | "size">[];
};

/** A process says every five seconds that it is alive; one that does not for so long is not. */
export const MAX_SILENT_MS = 30 * 1000;

/**
 * Claims an uploaded load: `id` where nobody has begun it, or else the oldest one that nobody has
 * said anything of for long, because its process died or has too much to do. Undefined where there
 * is none; of two processes one gets it. One batch.
 */
export async function claimLoad(
  db: Db,
  nowMs: number,
  id: string | null = null,
): Promise<ClaimedLoad | undefined> {
  const heldBy = crypto.randomUUID();
  const now = Math.trunc(nowMs);
  const [, , claimed, files] = await db.$client.batch([
    { sql: CLAIM, args: { id, heldBy, now, lastAlive: now - MAX_SILENT_MS } },
    { sql: COUNT_ATTEMPT, args: { heldBy } },
    { sql: CLAIMED, args: { heldBy } },
    { sql: FILES, args: { heldBy } },
  ], "write");
  const row = claimed?.rows[0];
  return row && {
    id: String(row.id),
    number: loadNumber(Number(row.year), Number(row.number)),
    heldBy,
    attempts: Number(row.attempts),
    createdBy: row.created_by === null ? null : Number(row.created_by),
    subject: row.subject === "registers" ? "registers" : "payments",
    isWholeRegister: row.is_whole_register === 1,
    requestId: String(row.request_id),
    clientAddress: String(row.client_address),
    files: (files?.rows ?? []).map(({ id, name, size }) => ({
      id: String(id),
      name: String(name),
      size: Number(size),
    })),
  };
}

/** Whether `claimLoad` would find a load that was left: asked first, because it takes the write lock. */
export async function hasLeftLoad(db: Db, nowMs: number): Promise<boolean> {
  const args = { lastAlive: Math.trunc(nowMs) - MAX_SILENT_MS };
  return (await db.$client.execute({ sql: `${LEFT} LIMIT 1`, args })).rows.length > 0;
}

/** How many uploaded loads have not been judged to their end, counted up to a limit. */
export async function countUnjudged(db: Db, most: number): Promise<number> {
  return (await db.$client.execute({ sql: UNJUDGED, args: { most } })).rows.length;
}

const UNJUDGED = `SELECT 1 FROM load_uploads AS u CROSS JOIN loads AS l ON l.id = u.load_id
  WHERE l.status = 'judging' LIMIT :most`;

const LEFT = `SELECT l.id FROM load_uploads AS u CROSS JOIN loads AS l ON l.id = u.load_id
  WHERE l.status = 'judging' AND l.heartbeat_at < :lastAlive`;

const CLAIM = `
  UPDATE loads SET held_by = :heldBy, heartbeat_at = :now, stage = 'reading', rows_read = 0,
    rows_judged = 0, lines_stored = 0, lines_total = 0, summary = NULL, verdict = NULL
  WHERE CASE WHEN :id IS NULL THEN id = (${LEFT} ORDER BY l.started_at LIMIT 1)
    ELSE id = :id AND status = 'judging' AND held_by IS NULL END`;

const HELD = "(SELECT id FROM loads WHERE status = 'judging' AND held_by = :heldBy)";
const COUNT_ATTEMPT = `UPDATE load_uploads SET attempts = attempts + 1 WHERE load_id = ${HELD}`;
const CLAIMED = `
  SELECT l.id, l.year, l.number, l.created_by, l.subject, u.attempts, u.is_whole_register,
    u.request_id, u.client_address
  FROM loads AS l JOIN load_uploads AS u ON u.load_id = l.id WHERE l.id = ${HELD}`;
const FILES = `
  SELECT f.id, f.name, f.size FROM load_files AS l JOIN files AS f ON f.id = l.file_id
  WHERE l.load_id = ${HELD} ORDER BY l.position`;
