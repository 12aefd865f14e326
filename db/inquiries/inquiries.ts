import { and, desc, eq, sql } from "drizzle-orm";
import type { InquiryState } from "../../domain/inquiries/inquiry.ts";
import type { Inquiry } from "../../domain/inquiries/thread.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { PAGE_SIZE } from "../../domain/payments/voucher_filter.ts";
import type { Db } from "../client.ts";
import { inquiries } from "../schema.ts";
import type { Paging } from "../payments/vouchers.ts";

/** What every list shows of an inquiry. */
export const LISTED_INQUIRY = {
  folio: inquiries.folio,
  kind: inquiries.kind,
  state: inquiries.state,
  documentNumber: inquiries.documentNumber,
  paidOn: inquiries.paidOn,
  invoiceNumber: inquiries.invoiceNumber,
  createdAt: inquiries.createdAt,
  dueOn: inquiries.dueOn,
};
const MOST_DOWNLOADED = 10_000;

export type InquiryCounts = Record<InquiryState, number>;
export type InquiryFilter = { state?: InquiryState | undefined };

/** One page of a provider's inquiries, those without an answer first, and how many there are of each state. */
export async function findInquiries(
  db: Db,
  provider: Provider,
  filter: InquiryFilter,
  { page, perPage = PAGE_SIZE }: Paging,
): Promise<{ inquiries: Inquiry[]; counts: InquiryCounts }> {
  const [rows, [counts]] = await db.batch([
    listQuery(db, provider, filter).limit(perPage).offset((page - 1) * perPage),
    countsQuery(db, provider),
  ]);
  return { inquiries: rows, counts: counts ?? { open: 0, inProgress: 0, answered: 0, closed: 0 } };
}

/** Every inquiry of a provider in the order of its list, for a download. */
export async function findAllInquiries(
  db: Db,
  provider: Provider,
  filter: InquiryFilter,
): Promise<Inquiry[]> {
  return await listQuery(db, provider, filter).limit(MOST_DOWNLOADED);
}

/** How many inquiries of a provider have an answer that it has not closed; for a batch. */
export function answeredQuery(db: Db, provider: Provider) {
  return db.select({ count: sql<number>`count(*)` }).from(inquiries)
    .where(and(eq(inquiries.providerId, provider.id), sql`queue_order = 2`));
}

/** In the order of its index, so that nothing is sorted. */
function listQuery(db: Db, provider: Provider, { state }: InquiryFilter) {
  return db.select(LISTED_INQUIRY).from(inquiries).where(and(
    eq(inquiries.providerId, provider.id),
    state === undefined ? undefined : eq(inquiries.state, state),
  )).orderBy(inquiries.queueOrder, desc(inquiries.createdAt), inquiries.folio);
}

function countsQuery(db: Db, provider: Provider) {
  const count = (state: InquiryState) =>
    sql<number>`count(*) FILTER (WHERE ${inquiries.state} = ${state})`;
  return db.select({
    open: count("open"),
    inProgress: count("inProgress"),
    answered: count("answered"),
    closed: count("closed"),
  }).from(inquiries).where(eq(inquiries.providerId, provider.id));
}
