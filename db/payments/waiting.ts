import { and, between, eq, type SQL, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { VoucherDetail } from "../../domain/payments/voucher_page.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { loads, settlements, voucherRevisions as vouchers } from "../schema.ts";
import { STORED_SETTLEMENT } from "./settlement_row.ts";
import type { Paging } from "./voucher_list.ts";
import { STORED_VOUCHER, TOTALS } from "./voucher_row.ts";

/*
 * What loads would publish, for the staff. Only waiting loads: what was refused or published is not
 * seen this way.
 */

export type WaitingVoucher = StoredVoucher & { loadId: string };

/** The vouchers of a provider in loads that wait for a second person, by their loads. */
export async function findWaitingVouchers(db: Db, { id }: Provider): Promise<WaitingVoucher[]> {
  return await ask(db, WAITING({ provider: id }));
}

/** A voucher that waits in a load, and one page of its lines; undefined where none does. */
export async function findWaitingVoucher(
  db: Db,
  { id: provider }: Provider,
  { loadId, documentNumber }: { loadId: string; documentNumber: string },
  { page, perPage = PAGE_SIZE }: Paging,
): Promise<VoucherDetail | undefined> {
  const key = { provider, loadId, documentNumber };
  const lines = { first: (page - 1) * perPage + 1, last: page * perPage };
  const [[found], lineRows] = await askTogether(db, VOUCHER(key), LINES({ ...key, ...lines }));
  return found && { ...found, settlements: lineRows, correctedAt: [] };
}

const WAITING = question(
  { ...STORED_VOUCHER, loadId: vouchers.loadId },
  (select, { provider }: Values<{ provider: number }>) =>
    select.from(loads).innerJoin(vouchers, eq(vouchers.loadId, loads.id))
      .where(and(sql`status = 'waiting'`, eq(vouchers.providerId, provider)))
      .limit(MAX_WAITING),
);

/** As many as a page can hold; a load's own page lists all of them. */
const MAX_WAITING = 100;

type Key = { provider: number; loadId: string; documentNumber: string };

function isWaiting({ provider, loadId, documentNumber }: Values<Key>): SQL | undefined {
  return and(
    sql`status = 'waiting'`,
    eq(vouchers.loadId, loadId),
    eq(vouchers.providerId, provider),
    eq(vouchers.documentNumber, documentNumber),
  );
}

const VOUCHER = question(
  { voucher: STORED_VOUCHER, totals: TOTALS },
  (select, key: Values<Key>) =>
    select.from(vouchers).innerJoin(loads, eq(loads.id, vouchers.loadId)).where(isWaiting(key)),
);

const LINES = question(
  STORED_SETTLEMENT,
  (select, key: Values<Key & { first: number; last: number }>) =>
    select.from(vouchers).innerJoin(loads, eq(loads.id, vouchers.loadId))
      .innerJoin(settlements, eq(settlements.revisionId, vouchers.id))
      .where(and(isWaiting(key), between(settlements.lineNumber, key.first, key.last)))
      .orderBy(settlements.lineNumber),
);
