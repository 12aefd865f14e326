import { and, between, eq, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { StoredSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import type { Db } from "../client.ts";
import { settlements } from "../schema.ts";
import { toSettlement } from "./settlement_row.ts";
import { findAllVouchers, findVoucher } from "./vouchers.ts";

/** What is taken away: one voucher, or every voucher of a range. */
export type Selection = { documentNumber: string } | VoucherFilter;

const LINES_A_QUERY = 250;

/** The vouchers of a download, newest first; undefined where the named one is not the provider's. */
export async function findSelected(
  db: Db,
  provider: Provider,
  selection: Selection,
): Promise<StoredVoucher[] | undefined> {
  if (!("documentNumber" in selection)) return await findAllVouchers(db, provider, selection);
  const found = await findVoucher(db, provider, selection.documentNumber, { page: 1, perPage: 1 });
  return found && [found.voucher];
}

/**
 * Every line of some vouchers in their order, some hundreds at a time. The vouchers are revisions,
 * which never change: a load that is published meanwhile mixes nothing in.
 */
export async function* readSettlements(
  db: Db,
  provider: Provider,
  vouchers: StoredVoucher[],
): AsyncGenerator<StoredSettlement[]> {
  let group: StoredVoucher[] = [];
  let lines = 0;
  for (const voucher of vouchers) {
    if (lines + voucher.settlementCount > LINES_A_QUERY && group.length > 0) {
      yield await readGroup(db, provider, group);
      group = [];
      lines = 0;
    }
    if (voucher.settlementCount > LINES_A_QUERY) yield* readLong(db, provider, voucher);
    else if (voucher.settlementCount > 0) {
      group.push(voucher);
      lines += voucher.settlementCount;
    }
  }
  if (group.length > 0) yield await readGroup(db, provider, group);
}

async function* readLong(db: Db, provider: Provider, voucher: StoredVoucher) {
  for (let first = 1; first <= voucher.settlementCount; first += LINES_A_QUERY) {
    const rows = await db.select().from(settlements).where(and(
      eq(settlements.revisionId, voucher.revisionId),
      between(settlements.lineNumber, first, first + LINES_A_QUERY - 1),
      eq(settlements.providerId, provider.id),
    )).orderBy(settlements.lineNumber);
    yield rows.map((row) => toSettlement(row, voucher.documentNumber));
  }
}

/** The plus keeps the planner from walking all of the provider's lines instead of these vouchers'. */
async function readGroup(db: Db, provider: Provider, group: StoredVoucher[]) {
  const ids = JSON.stringify(group.map(({ revisionId }) => revisionId));
  const rows = await db.select().from(settlements).where(and(
    sql`${settlements.revisionId} IN (SELECT value FROM json_each(${ids}))`,
    sql`+${settlements.providerId} = ${provider.id}`,
  )).orderBy(settlements.revisionId, settlements.lineNumber);
  const byRevision = Map.groupBy(rows, (row) => row.revisionId);
  return group.flatMap(({ revisionId, documentNumber }) =>
    (byRevision.get(revisionId) ?? []).map((row) => toSettlement(row, documentNumber))
  );
}
