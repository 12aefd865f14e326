import { asc, gt } from "drizzle-orm";
import { CHAIN_SEALED } from "../../domain/audit/event.ts";
import { letOthersRun } from "../../lib/turn.ts";
import type { Db } from "../client.ts";
import { auditEvents } from "../schema.ts";
import { type AuditKey, auditKeys, FIRST_LINK, hashLink, markLink } from "./entry.ts";

/**
 * What a walk of the chain found: how many events follow from one another, and the number of the
 * first that does not (the one after the last where it ends without a seal, as an emptied log does).
 */
export type ChainReport = {
  count: number;
  brokenAt: number | null;
  /** Events from before the chain had a key, and when they were sealed. */
  unmarked: number;
  sealedAt: number | null;
  /** Whether the chain has the head that was asked for. */
  hasHead: boolean;
};

type Options = {
  /** A head that was stored elsewhere. */
  head?: string;
  /** Called after every thousand events with their number. */
  onProgress?: (count: number) => Promise<void>;
};

const ROWS_A_QUERY = 1000;

/**
 * Walks the whole chain, some rows at a time. Each event has the hash of the one before, and from
 * the seal on a mark made with a key that is not in the database; events without marks come before
 * the seal.
 */
export async function verifyChain(
  db: Db,
  secrets: string[],
  { head, onProgress = letOthersRun }: Options = {},
): Promise<ChainReport> {
  const keys = auditKeys(secrets);
  const report: ChainReport = {
    count: 0,
    brokenAt: null,
    unmarked: 0,
    sealedAt: null,
    hasHead: head === undefined,
  };
  let [lastId, previous] = [0, FIRST_LINK];
  for (;;) {
    const rows = await db.select().from(auditEvents).where(gt(auditEvents.id, lastId))
      .orderBy(asc(auditEvents.id)).limit(ROWS_A_QUERY);
    for (const row of rows) {
      if (!follows(row, previous) || !isMarkRight(row, report.sealedAt !== null, keys)) {
        return { ...report, brokenAt: row.id };
      }
      [lastId, previous] = [row.id, row.sha256];
      count(report, row, head);
    }
    if (rows.length < ROWS_A_QUERY) break;
    await onProgress(report.count);
  }
  return report.sealedAt === null ? { ...report, brokenAt: lastId + 1 } : report;
}

type Row = typeof auditEvents.$inferSelect;

function count(report: ChainReport, row: Row, head: string | undefined): void {
  report.count++;
  if (row.mac === null) report.unmarked++;
  else report.sealedAt ??= row.at;
  report.hasHead ||= row.sha256 === head;
}

/** A row whose detail is no longer JSON follows no other: somebody changed it. */
function follows(row: Row, previous: string): boolean {
  try {
    const sha256 = hashLink({ ...row, detail: JSON.parse(row.detail) }, previous);
    return row.previousSha256 === previous && row.sha256 === sha256;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The first marked event is the seal; every event after it is marked. */
function isMarkRight({ mac, sha256, name }: Row, isSealed: boolean, keys: AuditKey[]): boolean {
  if (mac === null) return !isSealed;
  return (isSealed || name === CHAIN_SEALED) && keys.some((key) => markLink(sha256, key) === mac);
}
