import type { CivilDate } from "../../domain/dates.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { WaitingReport } from "../../domain/reporting/queue.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import { asc, eq, gte, sql } from "drizzle-orm";
import { providers, reportQueue, voucherRevisions as vouchers } from "../schema.ts";

export type QueuePage = { items: WaitingReport[]; total: number; late: number };

/**
 * What waits to be reported of payments since a day, the oldest first, so that what is overdue comes
 * first; one round trip.
 */
export async function findReportQueue(
  db: Db,
  { reportsFrom, overdueBefore, page }: {
    reportsFrom: CivilDate;
    overdueBefore: CivilDate;
    page: number;
  },
): Promise<QueuePage> {
  const skip = (page - 1) * PAGE_SIZE;
  const [items, [counted]] = await askTogether(
    db,
    WAITING({ reportsFrom, skip, count: PAGE_SIZE }),
    COUNTS({ reportsFrom, overdueBefore }),
  );
  return { items, total: counted?.total ?? 0, late: counted?.late ?? 0 };
}

/** The skipped rows are passed by in the index alone: a late page of a long queue costs little more. */
const WAITING = question(
  {
    nit: providers.nit,
    legalName: providers.legalName,
    documentNumber: reportQueue.documentNumber,
    kind: reportQueue.kind,
    happenedOn: reportQueue.happenedOn,
    paidOn: vouchers.paidOn,
    paidAmount: vouchers.paidAmount,
  },
  (
    select,
    { reportsFrom, skip, count }: Values<{ reportsFrom: CivilDate; skip: number; count: number }>,
  ) =>
    select.from(reportQueue)
      .innerJoin(providers, eq(providers.id, reportQueue.providerId))
      .innerJoin(vouchers, eq(vouchers.id, reportQueue.revisionId))
      .where(sql`(${reportQueue.happenedOn}, ${reportQueue.providerId},
        ${reportQueue.documentNumber}) >= (
          SELECT start.happened_on, start.provider_id, start.document_number
          FROM report_queue AS start WHERE start.happened_on >= ${reportsFrom}
          ORDER BY start.happened_on, start.provider_id, start.document_number
          LIMIT 1 OFFSET ${skip})`)
      .orderBy(
        asc(reportQueue.happenedOn),
        asc(reportQueue.providerId),
        asc(reportQueue.documentNumber),
      ).limit(count),
);

const COUNTS = question(
  {
    total: sql<number>`count(*)`,
    late: sql<number>`(SELECT count(*) FROM report_queue AS late
      WHERE late.happened_on >= ${sql.placeholder("reportsFrom")}
        AND late.happened_on < ${sql.placeholder("overdueBefore")})`,
  },
  (select, { reportsFrom }: Values<{ reportsFrom: CivilDate; overdueBefore: CivilDate }>) =>
    select.from(reportQueue).where(gte(reportQueue.happenedOn, reportsFrom)),
);
