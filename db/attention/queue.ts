import { and, asc, desc, eq, type SQL } from "drizzle-orm";
import type { CaseKind, ListedCase } from "../../domain/attention/case.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { QueueState } from "../../domain/thread.ts";
import type { Db } from "../client.ts";
import { countSome } from "../staff/count_some.ts";
import { IN_QUEUE } from "../threads.ts";
import { attentionCases } from "../schema.ts";
import { LISTED_CASE } from "./thread.ts";

/** What the staff looks at. */
export type CaseFilter = {
  state: QueueState;
  kind?: CaseKind | undefined;
  folio?: string | undefined;
};

/** One page of the staff's queue and how long it is: what is due first is on top. */
export async function findCaseQueue(
  db: Db,
  filter: CaseFilter,
  page: number,
): Promise<{ cases: ListedCase[]; count: number }> {
  const isFound = matches(filter);
  const [cases, [total]] = await db.batch([
    db.select(LISTED_CASE).from(attentionCases).where(isFound).orderBy(...orderOf(filter))
      .limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE),
    countSome(db, attentionCases, isFound),
  ]);
  return { cases, count: total?.count ?? 0 };
}

/** In the order of the index that finds them, so that nothing is sorted. */
function orderOf({ state, folio }: CaseFilter): SQL[] {
  if (folio !== undefined) return [];
  const { queueOrder, dueAt } = attentionCases;
  const isOver = state === "answered" || state === "closed";
  return isOver
    ? [desc(queueOrder), desc(dueAt), desc(attentionCases.folio)]
    : [asc(queueOrder), asc(dueAt), asc(attentionCases.folio)];
}

function matches({ state, kind, folio }: CaseFilter): SQL | undefined {
  if (folio !== undefined) return eq(attentionCases.folio, folio);
  return and(
    IN_QUEUE[state],
    state === "all" || state === "pending" ? undefined : eq(attentionCases.state, state),
    kind === undefined ? undefined : eq(attentionCases.kind, kind),
  );
}
