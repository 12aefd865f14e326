import type {
  RangeCounts,
  VoucherDetail,
  VoucherPage,
} from "../../domain/payments/voucher_page.ts";
import { isCurrentVoucher, type VoucherKey } from "./current_voucher.ts";
import { and, between, type Column, desc, eq, type SQL, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { SettlementTotals, StoredSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher, VoucherTotals } from "../../domain/payments/voucher.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { STORED_SETTLEMENT } from "./settlement_row.ts";
import { correctionInstants, CORRECTIONS } from "./voucher_changes.ts";
import { STORED_VOUCHER, TOTALS } from "./voucher_row.ts";
import { IS_DIFFERENT, IS_STANDING, IS_UNAPPLIED } from "./voucher_subsets.ts";

/*
 * Every query names its provider; there is no other way to a voucher. Only current revisions are
 * seen: `is_current = 1` is written out, because a bound value would not let the partial indices
 * in.
 */

export type Paging = { page: number; perPage?: number };
/** `paymentMethod` narrows a range further. */
export type Range = VoucherFilter & { paymentMethod?: string };

/** One page of a provider's vouchers, newest first, with totals and counts of all; one round trip. */
export async function findVouchers(
  db: Db,
  provider: Provider,
  range: Range,
  paging: Paging,
): Promise<VoucherPage> {
  const [page, [sums]] = await askTogether(db, ...askPage(provider, range, paging));
  return { vouchers: page, ...(sums ?? NOTHING) };
}

/** Every voucher of a filter, newest first; for downloads. */
export async function findAllVouchers(
  db: Db,
  provider: Provider,
  range: Range,
): Promise<StoredVoucher[]> {
  const { PAGE } = LISTS[range.only ?? "all"];
  return await ask(db, PAGE({ ...inRange(provider, range), limit: -1, offset: 0 }));
}

/** One page of a voucher's lines with the sums of all of them; undefined where it has no such voucher. */
export async function findVoucher(
  db: Db,
  provider: Provider,
  documentNumber: string,
  paging: Paging,
): Promise<VoucherDetail | undefined> {
  const [found, lines, corrections] = await askTogether(
    db,
    ...askDetail(provider, documentNumber, paging),
  );
  return toDetail(found, lines, corrections);
}

/** The list and one voucher's detail under it, in one round trip. */
export async function findVouchersAndVoucher(
  db: Db,
  provider: Provider,
  range: Range,
  documentNumber: string,
  listPaging: Paging,
  detailPaging: Paging,
): Promise<VoucherPage & { detail: VoucherDetail | undefined }> {
  const [page, [sums], ...detail] = await askTogether(
    db,
    ...askPage(provider, range, listPaging),
    ...askDetail(provider, documentNumber, detailPaging),
  );
  return { vouchers: page, ...(sums ?? NOTHING), detail: toDetail(...detail) };
}

const NOTHING: { totals: VoucherTotals; counts: RangeCounts } = {
  totals: {
    count: 0,
    annulledCount: 0,
    paidAmount: 0,
    unappliedAmount: 0,
    unappliedAdvanceAmount: 0,
  },
  counts: { all: 0, unapplied: 0, difference: 0 },
};

function askPage(provider: Provider, range: Range, { page, perPage = PAGE_SIZE }: Paging) {
  const asked = inRange(provider, range);
  const place = { limit: perPage, offset: (page - 1) * perPage };
  const { PAGE, PAGE_TOTALS } = LISTS[range.only ?? "all"];
  return [PAGE({ ...asked, ...place }), PAGE_TOTALS(asked)] as const;
}

function askDetail(
  { id: provider }: Provider,
  documentNumber: string,
  { page, perPage = PAGE_SIZE }: Paging,
) {
  const asked = { provider, documentNumber };
  const lines = { first: (page - 1) * perPage + 1, last: page * perPage };
  return [VOUCHER({ ...asked }), LINES({ ...asked, ...lines }), CORRECTIONS(asked)] as const;
}

type DetailAnswers = [
  { voucher: StoredVoucher; totals: SettlementTotals }[],
  StoredSettlement[],
  Parameters<typeof correctionInstants>[0],
];

function toDetail(...[[found], lines, corrections]: DetailAnswers): VoucherDetail | undefined {
  return found &&
    { ...found, settlements: lines, correctedAt: correctionInstants(corrections) };
}

type Asked = {
  provider: number;
  from: CivilDate;
  to: CivilDate;
  paymentMethod: string | null;
};

function inRange({ id: provider }: Provider, { from, to, paymentMethod }: Range): Asked {
  return { provider, from, to, paymentMethod: paymentMethod ?? null };
}

function isInRange({ provider, from, to, paymentMethod }: Values<Asked>): SQL | undefined {
  return and(
    eq(vouchers.providerId, provider),
    sql`is_current = 1`,
    between(vouchers.paidOn, from, to),
    sql`(${paymentMethod} IS NULL OR ${vouchers.paymentMethod} = ${paymentMethod})`,
  );
}

/** The questions of a list, by what it is narrowed to: a condition that is written out costs least. */
const LISTS = {
  all: listOf(sql`1`),
  unapplied: listOf(IS_UNAPPLIED),
  difference: listOf(IS_DIFFERENT),
};

function listOf(isListed: SQL) {
  const PAGE = question(
    STORED_VOUCHER,
    (select, asked: Values<Asked & { limit: number; offset: number }>) =>
      select.from(vouchers).where(and(isInRange(asked), isListed))
        .orderBy(desc(vouchers.paidOn), desc(vouchers.documentNumber)).limit(asked.limit).offset(
          asked.offset,
        ),
  );
  const PAGE_TOTALS = question(
    totalsOf(isListed),
    (select, asked: Values<Asked>) => select.from(vouchers).where(isInRange(asked)),
  );
  return { PAGE, PAGE_TOTALS };
}

/** Annulled vouchers add to no sum; the counts are those of the whole range. */
function totalsOf(isListed: SQL) {
  const counted = sql`FILTER (WHERE ${IS_STANDING} AND ${isListed})`;
  const sumOf = (amount: Column) => sql<number>`coalesce(sum(${amount}) ${counted}, 0)`;
  return {
    totals: {
      count: sql<number>`count(*) ${counted}`,
      annulledCount: sql<number>`count(*) FILTER (WHERE NOT ${IS_STANDING} AND ${isListed})`,
      paidAmount: sumOf(vouchers.paidAmount),
      unappliedAmount: sumOf(vouchers.unappliedAmount),
      unappliedAdvanceAmount: sumOf(vouchers.unappliedAdvanceAmount),
    },
    counts: {
      all: sql<number>`count(*)`,
      unapplied: sql<number>`count(*) FILTER (WHERE ${IS_UNAPPLIED})`,
      difference: sql<number>`count(*) FILTER (WHERE ${IS_DIFFERENT})`,
    },
  };
}

const VOUCHER = question(
  { voucher: STORED_VOUCHER, totals: TOTALS },
  (select, key: Values<VoucherKey>) => select.from(vouchers).where(isCurrentVoucher(key)),
);

/** Lines are numbered without gaps, so a page is a range of the key, whatever the voucher's length. */
const LINES = question(
  STORED_SETTLEMENT,
  (select, key: Values<VoucherKey & { first: number; last: number }>) =>
    select.from(vouchers)
      .innerJoin(settlements, eq(settlements.revisionId, vouchers.id))
      .where(and(isCurrentVoucher(key), between(settlements.lineNumber, key.first, key.last)))
      .orderBy(settlements.lineNumber),
);
