import type { InStatement } from "@libsql/client";
import { desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { CivilDate } from "../../domain/dates.ts";
import type { Eps } from "../../domain/eps.ts";
import { MAX_PAYMENTS_A_BATCH, type ReportBatch } from "../../domain/reporting/queue.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { reportBatches, users } from "../schema.ts";

const MAX_LISTED = 50;

export type NewBatch = {
  handle: string;
  mappingVersion: number;
  reportsFrom: CivilDate;
  eps: Pick<Eps, "name"> & { nit: string };
  madeBy: number;
  madeAt: number;
};

/**
 * Reports what has waited longest, as one batch: its number, its items, and nothing of it in the
 * queue. Writers come one after the other, so of two people at once the second gets what is left.
 * Answers false where nothing waits, or where the form was sent before.
 */
export async function makeBatch(
  db: Db,
  { handle, mappingVersion, reportsFrom, eps, madeBy, madeAt }: NewBatch,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { handle };
  const [made] = await db.$client.batch([
    {
      sql: OPEN,
      args: { handle, mappingVersion, reportsFrom, name: eps.name, nit: eps.nit, madeBy, madeAt },
    },
    ...entry.statements,
    { sql: TAKE, args: { handle, reportsFrom, most: MAX_PAYMENTS_A_BATCH } },
    { sql: EMPTY, args },
    { sql: COUNT, args },
  ], "write");
  return made?.rowsAffected === 1;
}

/**
 * Puts the payments of the newest batch back into the queue, as they stand now. Answers false where
 * it is not the newest that stands: what a later batch told of them would make no sense.
 */
export async function undoBatch(
  db: Db,
  { number, undoneBy, undoneAt }: { number: number; undoneBy: number; undoneAt: number },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [undone] = await db.$client.batch([
    { sql: UNDO, args: { number, undoneBy, undoneAt } },
    ...entry.statements,
    ...PUT_BACK.map((sql): InStatement => ({ sql, args: { number } })),
  ], "write");
  return undone?.rowsAffected === 1;
}

/** The newest batches first. */
export async function findBatches(db: Db): Promise<ReportBatch[]> {
  return await select(db, gt(reportBatches.number, 0));
}

export async function findBatch(db: Db, number: number): Promise<ReportBatch | undefined> {
  const [batch] = await select(db, eq(reportBatches.number, number));
  return batch;
}

/** The number of the batch that a form made. */
export async function findBatchNumber(db: Db, handle: string): Promise<number | undefined> {
  const [batch] = await db.select({ number: reportBatches.number }).from(reportBatches)
    .where(eq(reportBatches.handle, handle));
  return batch?.number;
}

const makers = alias(users, "makers");
const undoers = alias(users, "undoers");

async function select(db: Db, which: SQL): Promise<ReportBatch[]> {
  return await db.select({
    number: reportBatches.number,
    mappingVersion: reportBatches.mappingVersion,
    madeBy: reportBatches.madeBy,
    madeByName: makers.name,
    madeAt: reportBatches.madeAt,
    payments: reportBatches.payments,
    paidAmount: reportBatches.paidAmount,
    undoneAt: reportBatches.undoneAt,
    undoneByName: undoers.name,
    isLast: sql<boolean>`${reportBatches.number} = (
      SELECT number FROM report_batches WHERE undone_at IS NULL AND number > 0 ORDER BY number DESC LIMIT 1)`
      .mapWith(Boolean),
    epsName: reportBatches.epsName,
    epsNit: reportBatches.epsNit,
  }).from(reportBatches)
    .innerJoin(makers, eq(makers.id, reportBatches.madeBy))
    .leftJoin(undoers, eq(undoers.id, reportBatches.undoneBy))
    .where(which).orderBy(desc(reportBatches.number)).limit(MAX_LISTED);
}

const OPEN = `
  INSERT INTO report_batches
    (number, handle, mapping_version, eps_name, eps_nit, made_by, made_at)
  SELECT coalesce((SELECT max(number) FROM report_batches), 0) + 1, :handle, :mappingVersion,
    :name, :nit, :madeBy, :madeAt
  WHERE EXISTS (SELECT 1 FROM report_queue WHERE happened_on >= :reportsFrom)
  ON CONFLICT (handle) DO NOTHING`;

/** Of a batch that was just opened: one that a form made before has its payments. */
const TAKE = `
  INSERT INTO report_items
    (batch, provider_id, document_number, kind, revision_id, happened_on, legal_name)
  SELECT b.number, q.provider_id, q.document_number, q.kind, q.revision_id, q.happened_on,
    p.legal_name
  FROM report_batches AS b CROSS JOIN report_queue AS q
  CROSS JOIN providers AS p ON p.id = q.provider_id
  WHERE b.handle = :handle AND b.payments = 0 AND b.undone_at IS NULL
    AND q.happened_on >= :reportsFrom
  ORDER BY q.happened_on, q.provider_id, q.document_number LIMIT :most`;

const EMPTY = `
  DELETE FROM report_queue WHERE (provider_id, document_number) IN (
    SELECT i.provider_id, i.document_number FROM report_batches AS b
    CROSS JOIN report_items AS i ON i.batch = b.number
    WHERE b.handle = :handle AND b.payments = 0)`;

const COUNT = `
  UPDATE report_batches SET
    payments = (SELECT count(*) FROM report_items AS i WHERE i.batch = number),
    paid_amount = (SELECT coalesce(sum(v.paid_amount), 0) FROM report_items AS i
      CROSS JOIN voucher_revisions AS v ON v.id = i.revision_id
      WHERE i.batch = number AND i.kind <> 'annulment')
  WHERE handle = :handle AND payments = 0 AND undone_at IS NULL`;

const UNDO = `
  UPDATE report_batches SET undone_at = :undoneAt, undone_by = :undoneBy
  WHERE number = :number AND undone_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM report_batches AS later
      WHERE later.number > :number AND later.undone_at IS NULL)`;

/** Only where the batch was undone; it has no items afterwards, so a second undo finds none. */
const OF_UNDONE = `FROM report_batches AS b CROSS JOIN report_items AS i ON i.batch = b.number
  WHERE b.number = :number AND b.undone_at IS NOT NULL`;
/** Items of the undone batch by the key of the queue, so that the queue is searched and not scanned. */
function among(condition: string): string {
  return `(provider_id, document_number) IN (
     SELECT i.provider_id, i.document_number ${OF_UNDONE} AND ${condition})`;
}

const PUT_BACK = [
  // What has not changed since waits again as it did.
  `INSERT INTO report_queue (provider_id, document_number, kind, revision_id, happened_on)
   SELECT i.provider_id, i.document_number, i.kind, i.revision_id, i.happened_on ${OF_UNDONE}
   ON CONFLICT (provider_id, document_number) DO NOTHING`,
  // A payment that was annulled meanwhile was never told: there is nothing to tell.
  `DELETE FROM report_queue WHERE kind = 'annulment'
   AND ${among("i.kind = 'payment'")}`,
  // One that was corrected is a payment again, as it stands now.
  `UPDATE report_queue SET kind = 'payment', happened_on =
     (SELECT paid_on FROM voucher_revisions AS v WHERE v.id = report_queue.revision_id)
   WHERE kind = 'correction' AND ${among("i.kind = 'payment'")}`,
  // What is again what an earlier batch told needs no word.
  `DELETE FROM report_queue WHERE kind = 'correction'
   AND ${among("i.kind <> 'payment'")}
   AND revision_id = (SELECT told.revision_id FROM report_items AS told
     WHERE told.provider_id = report_queue.provider_id
       AND told.document_number = report_queue.document_number AND told.batch < :number
     ORDER BY told.batch DESC LIMIT 1)`,
  `DELETE FROM report_items WHERE batch = :number
   AND EXISTS (SELECT 1 FROM report_batches WHERE number = :number AND undone_at IS NOT NULL)`,
];
