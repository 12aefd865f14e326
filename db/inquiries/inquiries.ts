import { and, desc, eq, sql } from "drizzle-orm";
import type { ThreadCounts, ThreadState } from "../../domain/thread.ts";
import type { Inquiry } from "../../domain/inquiries/thread.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { inquiries } from "../schema.ts";
import type { Paging } from "../payments/voucher_list.ts";

/** The columns of an inquiry that every list shows. */
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
const MAX_DOWNLOADED = 10_000;

export type InquiryFilter = { state?: ThreadState | undefined };

/** One page of a provider's inquiries, those without an answer first, and how many there are of each state. */
export async function findInquiries(
  db: Db,
  provider: Provider,
  filter: InquiryFilter,
  { page, perPage = PAGE_SIZE }: Paging,
): Promise<{ inquiries: Inquiry[]; counts: ThreadCounts }> {
  const asked = { provider: provider.id, state: filter.state ?? null };
  const [rows, [counts]] = await askTogether(
    db,
    LIST({ ...asked, limit: perPage, offset: (page - 1) * perPage }),
    COUNTS({ provider: provider.id }),
  );
  return { inquiries: rows, counts: counts ?? { open: 0, inProgress: 0, answered: 0, closed: 0 } };
}

/** Every inquiry of a provider in the order of its list, for a download. */
export async function findAllInquiries(
  db: Db,
  provider: Provider,
  filter: InquiryFilter,
): Promise<Inquiry[]> {
  const asked = { provider: provider.id, state: filter.state ?? null };
  return await ask(db, LIST({ ...asked, limit: MAX_DOWNLOADED, offset: 0 }));
}

/** How many inquiries of a provider have an answer that it has not closed. */
export const ANSWERED = question(
  { count: sql<number>`count(*)` },
  (select, { provider }: Values<{ provider: number }>) =>
    select.from(inquiries).where(and(eq(inquiries.providerId, provider), sql`queue_order = 2`)),
);

type Listed = { provider: number; state: ThreadState | null; limit: number; offset: number };

/** In the order of its index, so that nothing is sorted. */
const LIST = question(
  LISTED_INQUIRY,
  (select, { provider, state, limit, offset }: Values<Listed>) =>
    select.from(inquiries).where(and(
      eq(inquiries.providerId, provider),
      sql`(${state} IS NULL OR ${inquiries.state} = ${state})`,
    )).orderBy(inquiries.queueOrder, desc(inquiries.createdAt), inquiries.folio)
      .limit(limit).offset(offset),
);

const COUNTS = question(
  {
    open: countOf("open"),
    inProgress: countOf("inProgress"),
    answered: countOf("answered"),
    closed: countOf("closed"),
  },
  (select, { provider }: Values<{ provider: number }>) =>
    select.from(inquiries).where(eq(inquiries.providerId, provider)),
);

function countOf(state: ThreadState) {
  return sql<number>`count(*) FILTER (WHERE ${inquiries.state} = ${state})`;
}
