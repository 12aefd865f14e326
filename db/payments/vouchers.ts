import { and, between, desc, eq, sql } from "drizzle-orm";
import type { Provider } from "../../domain/providers/provider.ts";
import type { SettlementTotals, StoredSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher, VoucherTotals } from "../../domain/payments/voucher.ts";
import { PAGE_SIZE, type VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import type { Db } from "../client.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { toSettlement } from "./settlement_row.ts";
import { correctionInstants, type Switch, switchesQuery } from "./voucher_changes.ts";
import { toStoredVoucher, toTotals } from "./voucher_row.ts";

/*
 * Every question names its provider; there is no other way to a voucher. Only current revisions are
 * seen: `is_current = 1` is written out, because a bound value would not let the partial indices in.
 */

export type VoucherPage = { vouchers: StoredVoucher[]; totals: VoucherTotals };
export type VoucherDetail = {
  voucher: StoredVoucher;
  totals: SettlementTotals;
  settlements: StoredSettlement[];
  /** When it was corrected since it first came, newest first. */
  correctedAt: number[];
};
export type Paging = { page: number; perPage?: number };

const LISTED = {
  id: vouchers.id,
  documentNumber: vouchers.documentNumber,
  paidOn: vouchers.paidOn,
  bankName: vouchers.bankName,
  accountType: vouchers.accountType,
  accountNumber: vouchers.accountNumber,
  paymentMethod: vouchers.paymentMethod,
  paidAmount: vouchers.paidAmount,
  unappliedAmount: vouchers.unappliedAmount,
  unappliedAdvanceAmount: vouchers.unappliedAdvanceAmount,
  isAnnulled: vouchers.isAnnulled,
  settlementCount: vouchers.settlementCount,
  sumPaidAmount: vouchers.sumPaidAmount,
};

/** One page of a provider's vouchers, newest first, with the totals of all of them; one round trip. */
export async function findVouchers(
  db: Db,
  provider: Provider,
  filter: VoucherFilter & { paymentMethod?: string },
  paging: Paging,
): Promise<VoucherPage> {
  const [rows, [totals]] = await db.batch([
    pageQuery(db, provider, filter, paging),
    totalsQuery(db, provider, filter),
  ]);
  return { vouchers: rows.map(toStoredVoucher), totals: readTotals(totals) };
}

/** Every voucher of a range, newest first; for downloads. */
export async function findAllVouchers(
  db: Db,
  provider: Provider,
  filter: VoucherFilter,
): Promise<StoredVoucher[]> {
  const rows = await db.select(LISTED).from(vouchers).where(inRange(provider, filter))
    .orderBy(desc(vouchers.paidOn), desc(vouchers.documentNumber));
  return rows.map(toStoredVoucher);
}

/** One page of a voucher's lines with the sums of all of them; undefined where it has no such voucher. */
export async function findVoucher(
  db: Db,
  provider: Provider,
  documentNumber: string,
  paging: Paging,
): Promise<VoucherDetail | undefined> {
  const [[row], lines, switches] = await db.batch([
    voucherQuery(db, provider, documentNumber),
    linesQuery(db, provider, documentNumber, paging),
    switchesQuery(db, provider, documentNumber),
  ]);
  return row && readDetail(row, lines, switches);
}

/** The list and one voucher's detail under it, in one round trip. */
export async function findVouchersAndVoucher(
  db: Db,
  provider: Provider,
  filter: VoucherFilter,
  documentNumber: string,
  listPaging: Paging,
  detailPaging: Paging,
): Promise<VoucherPage & { detail: VoucherDetail | undefined }> {
  const [rows, [totals], [row], lines, switches] = await db.batch([
    pageQuery(db, provider, filter, listPaging),
    totalsQuery(db, provider, filter),
    voucherQuery(db, provider, documentNumber),
    linesQuery(db, provider, documentNumber, detailPaging),
    switchesQuery(db, provider, documentNumber),
  ]);
  return {
    vouchers: rows.map(toStoredVoucher),
    totals: readTotals(totals),
    detail: row && readDetail(row, lines, switches),
  };
}

function pageQuery(
  db: Db,
  provider: Provider,
  filter: VoucherFilter & { paymentMethod?: string },
  { page, perPage = PAGE_SIZE }: Paging,
) {
  return db.select(LISTED).from(vouchers).where(inRange(provider, filter))
    .orderBy(desc(vouchers.paidOn), desc(vouchers.documentNumber))
    .limit(perPage).offset((page - 1) * perPage);
}

function totalsQuery(
  db: Db,
  provider: Provider,
  filter: VoucherFilter & { paymentMethod?: string },
) {
  const standing = sql`FILTER (WHERE ${vouchers.isAnnulled} = 0)`;
  return db.select({
    count: sql<number>`count(*)`,
    paidAmount: sql<number | null>`sum(${vouchers.paidAmount}) ${standing}`,
    unappliedAmount: sql<number | null>`sum(${vouchers.unappliedAmount}) ${standing}`,
    unappliedAdvanceAmount: sql<number | null>`sum(${vouchers.unappliedAdvanceAmount}) ${standing}`,
  }).from(vouchers).where(inRange(provider, filter));
}

function inRange(provider: Provider, filter: VoucherFilter & { paymentMethod?: string }) {
  const { from, to, paymentMethod } = filter;
  return and(
    eq(vouchers.providerId, provider.id),
    sql`is_current = 1`,
    between(vouchers.paidOn, from, to),
    paymentMethod === undefined ? undefined : eq(vouchers.paymentMethod, paymentMethod),
  );
}

function voucherQuery(db: Db, provider: Provider, documentNumber: string) {
  return db.select().from(vouchers).where(isVoucher(provider, documentNumber));
}

function isVoucher(provider: Provider, documentNumber: string) {
  return and(
    eq(vouchers.providerId, provider.id),
    eq(vouchers.documentNumber, documentNumber),
    sql`is_current = 1`,
  );
}

/** Lines are numbered without gaps, so a page is a range of the key, whatever the voucher's length. */
function linesQuery(
  db: Db,
  provider: Provider,
  documentNumber: string,
  { page, perPage = PAGE_SIZE }: Paging,
) {
  const revision = db.select({ id: vouchers.id }).from(vouchers)
    .where(isVoucher(provider, documentNumber));
  return db.select().from(settlements).where(and(
    eq(settlements.revisionId, sql`(${revision})`),
    between(settlements.lineNumber, (page - 1) * perPage + 1, page * perPage),
  )).orderBy(settlements.lineNumber);
}

type TotalsRow = {
  count: number;
  paidAmount: number | null;
  unappliedAmount: number | null;
  unappliedAdvanceAmount: number | null;
};

function readTotals(row: TotalsRow | undefined): VoucherTotals {
  return {
    count: row?.count ?? 0,
    paidAmount: row?.paidAmount ?? 0,
    unappliedAmount: row?.unappliedAmount ?? 0,
    unappliedAdvanceAmount: row?.unappliedAdvanceAmount ?? 0,
  };
}

function readDetail(
  row: typeof vouchers.$inferSelect,
  lines: (typeof settlements.$inferSelect)[],
  switches: Switch[],
): VoucherDetail {
  return {
    voucher: toStoredVoucher(row),
    totals: toTotals(row),
    settlements: lines.map((line) => toSettlement(line, row.documentNumber)),
    correctedAt: correctionInstants(switches),
  };
}
