import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { InquiryKind } from "../../domain/inquiries/inquiry.ts";
import type { QueueState } from "../../domain/thread.ts";
import type { InquiryOfProvider } from "../../domain/inquiries/thread.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { countSome } from "../staff/count_some.ts";
import { IN_QUEUE } from "../threads.ts";
import { LISTED_INQUIRY } from "./inquiries.ts";
import { inquiries, providers } from "../schema.ts";
import type { Paging } from "../payments/voucher_list.ts";

/** What the staff looks at. */
export type QueueFilter = {
  state: QueueState;
  kind?: InquiryKind | undefined;
  /** One inquiry, or those of one provider. */
  search?: { folio: string } | { nit: string } | undefined;
};

const OF_PROVIDER = {
  ...LISTED_INQUIRY,
  provider: { id: providers.id, nit: providers.nit, legalName: providers.legalName },
};
const MAX_DOWNLOADED = 10_000;

/**
 * One page of the staff's queue and how long it is: the first due on top; of answered or closed
 * ones the last due on top.
 */
export async function findInquiryQueue(
  db: Db,
  filter: QueueFilter,
  { page, perPage = PAGE_SIZE }: Paging,
): Promise<{ inquiries: InquiryOfProvider[]; count: number }> {
  const [rows, [total]] = await db.batch([
    queueQuery(db, filter).limit(perPage).offset((page - 1) * perPage),
    countSome(db, inquiries, matches(filter)),
  ]);
  return { inquiries: rows, count: total?.count ?? 0 };
}

/** The whole queue in its order, for a download. */
export async function findWholeQueue(db: Db, filter: QueueFilter): Promise<InquiryOfProvider[]> {
  return await queueQuery(db, filter).limit(MAX_DOWNLOADED);
}

function queueQuery(db: Db, filter: QueueFilter) {
  return db.select(OF_PROVIDER).from(inquiries)
    .innerJoin(providers, eq(providers.id, inquiries.providerId))
    .where(matches(filter)).orderBy(...orderOf(filter));
}

/** In the order of the index that finds them, so that nothing is sorted. */
function orderOf({ state, search }: QueueFilter): SQL[] {
  if (search && "folio" in search) return [];
  if (search) {
    return [asc(inquiries.queueOrder), desc(inquiries.createdAt), asc(inquiries.folio)];
  }
  const isOver = state === "answered" || state === "closed";
  return isOver
    ? [desc(inquiries.queueOrder), desc(inquiries.dueOn), desc(inquiries.folio)]
    : [asc(inquiries.queueOrder), asc(inquiries.dueOn), asc(inquiries.folio)];
}

function matches({ state, kind, search }: QueueFilter): SQL | undefined {
  return and(
    isFound(search) ?? IN_QUEUE[state],
    search === undefined || state === "all" ? undefined : IN_QUEUE[state],
    state === "all" || state === "pending" ? undefined : eq(inquiries.state, state),
    kind === undefined ? undefined : eq(inquiries.kind, kind),
  );
}

function isFound(search: QueueFilter["search"]): SQL | undefined {
  if (search === undefined) return undefined;
  if ("folio" in search) return eq(inquiries.folio, search.folio);
  return sql`${inquiries.providerId} = (SELECT id FROM providers WHERE nit = ${search.nit})`;
}
