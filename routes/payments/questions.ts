import type { Db } from "../../db/client.ts";
import { findChanges, type FoundChanges } from "../../db/payments/change_log.ts";
import type { ChangePlace } from "../../domain/payments/change.ts";
import { findSelected, readSettlements } from "../../db/payments/exports.ts";
import type { DownloadScope } from "../../domain/payments/workbook.ts";
import { searchAllPayments, type Wish } from "../../db/payments/staff_search.ts";
import { findWaitingVoucher, findWaitingVouchers } from "../../db/payments/waiting.ts";
import type { LookedProvider } from "../../components/payments/vouchers_apart.tsx";
import { findLines } from "../../db/payments/line_list.ts";
import { markVoucher, type NewMark } from "../../db/payments/marks.ts";
import { findInvoices, search } from "../../db/payments/invoices.ts";
import type { InvoiceSettlement, SearchAnswer } from "../../domain/payments/search_answer.ts";
import {
  findDetail,
  findVoucher,
  findVouchers,
  findVouchersAndVoucher,
} from "../../db/payments/vouchers.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import type { LineFilter } from "../../domain/payments/line_filter.ts";
import type { LinePage, VoucherDetail, VoucherPage } from "../../domain/payments/voucher_page.ts";
import { findVoucherChanges } from "../../db/payments/voucher_changes.ts";
import { PAGE_SIZE, type PagePlace } from "../../domain/paging.ts";
import type { VoucherChange } from "../../domain/payments/difference.ts";
import type { ShownSettlement, StoredSettlement } from "../../domain/payments/settlement.ts";
import { listedCount, type StoredVoucher } from "../../domain/payments/voucher.ts";
import { type Ctx, providerOf, sessionOf } from "../context.ts";
import { lookedAt, teamOf } from "./looked.ts";
import { noSuchVoucher, type Placed, placed, placedDetail } from "./placed.ts";
import { whileAllowed } from "../guards/while_allowed.ts";

/*
 * All queries for a provider's payments: pages, parts, JSON and downloads use these, and none has
 * queries of its own.
 */

/** Whether the forms of payment are wanted, too. */
type ListPlace = PagePlace & { wantsMethods?: boolean };

/** Whether all columns of the lines are shown. */
type DetailPlace = PagePlace & { allColumns: boolean };

/** A page of a list, as long as the portal's own pages have it. */
export function placeOf(page: number): PagePlace {
  return { page, perPage: PAGE_SIZE };
}

/** One page of the vouchers of a filter, with the totals of all of them. */
export async function askVouchers(
  c: Ctx,
  filter: VoucherFilter,
  place: ListPlace,
): Promise<Placed<VoucherPage>> {
  const found = await findVouchers(paymentsOf(c), providerOf(c), filter, place, teamOf(c));
  return placed(found, place, listedCount(found.totals));
}

/** One page of the lines of a filter's vouchers, with the totals of all of them. */
export async function askLinePage(
  c: Ctx,
  filter: LineFilter,
  place: ListPlace,
): Promise<Placed<LinePage>> {
  const found = await findLines(paymentsOf(c), providerOf(c), filter, place, teamOf(c));
  return placed(found, place, found.tooMany === undefined ? listedCount(found.listed) : 0);
}

/**
 * One voucher and one page of its lines. Another provider's voucher and none at all give the same
 * 404.
 */
export async function askVoucher(
  c: Ctx,
  documentNumber: string,
  place: PagePlace,
): Promise<Placed<VoucherDetail>> {
  const found = await findVoucher(paymentsOf(c), providerOf(c), documentNumber, place, teamOf(c));
  return placedDetail(found, place);
}

/** The same with those columns of its lines that its page shows. */
export async function askDetail(
  c: Ctx,
  documentNumber: string,
  place: DetailPlace,
): Promise<Placed<VoucherDetail<ShownSettlement>>> {
  const found = await findDetail(paymentsOf(c), providerOf(c), documentNumber, place, teamOf(c));
  return placedDetail(found, place);
}

/** The list, and one voucher under it, at once. */
export async function askVouchersAndVoucher(
  c: Ctx,
  list: { filter: VoucherFilter; place: ListPlace },
  voucher: { documentNumber: string; place: DetailPlace },
): Promise<{ list: Placed<VoucherPage>; detail: Placed<VoucherDetail<ShownSettlement>> }> {
  const { detail, ...found } = await findVouchersAndVoucher(
    paymentsOf(c),
    providerOf(c),
    list.filter,
    voucher.documentNumber,
    { list: list.place, detail: voucher.place, team: teamOf(c) },
  );
  return {
    detail: placedDetail(detail, voucher.place),
    list: placed(found, list.place, listedCount(found.totals)),
  };
}

/** Marks a voucher for the team of whoever asks; false where it is not there, or was marked meanwhile. */
export async function askMark(
  c: Ctx,
  mark: Omit<NewMark, "userId" | "nowMs">,
): Promise<boolean> {
  const { db, now } = c.get("services");
  const by = { userId: sessionOf(c).userId, nowMs: now() };
  return await markVoucher(db, providerOf(c), { ...mark, ...by });
}

/** What a provider may mean by a number that `numberProblem` let through. */
export async function askNumber(c: Ctx, typed: string): Promise<SearchAnswer> {
  return await search(paymentsOf(c), providerOf(c), typed);
}

/** What was paid of some invoices, by their numbers as they were typed. */
export async function askInvoices(
  c: Ctx,
  numbers: string[],
): Promise<Map<string, InvoiceSettlement[]>> {
  return await findInvoices(paymentsOf(c), providerOf(c), numbers);
}

/** What corrections changed in a voucher since it first came. */
export async function askVoucherChanges(c: Ctx, documentNumber: string): Promise<VoucherChange[]> {
  const found = await findVoucherChanges(paymentsOf(c), providerOf(c), documentNumber);
  if (!found) throw noSuchVoucher();
  return found;
}

/** What became of the provider's vouchers after a place in its log. */
export async function askChanges(
  c: Ctx,
  place: ChangePlace,
  count: number,
): Promise<FoundChanges> {
  return await findChanges(c.get("services").db, providerOf(c), place, count);
}

/** The vouchers of a download, newest first. */
export async function askSelected(c: Ctx, selection: DownloadScope): Promise<StoredVoucher[]> {
  const found = await findSelected(paymentsOf(c), providerOf(c), selection, teamOf(c));
  if (!found) throw noSuchVoucher();
  return found;
}

/** Every line of some vouchers, in their order, as long as whoever asked may have them. */
export function askLines(c: Ctx, vouchers: StoredVoucher[]): AsyncGenerator<StoredSettlement[]> {
  return whileAllowed(c, readSettlements(paymentsOf(c), providerOf(c), vouchers));
}

/** The provider that the staff looks at, with what it does not see yet; undefined for its own people. */
export async function askLooked(c: Ctx): Promise<LookedProvider | undefined> {
  if (!lookedAt(c)) return undefined;
  const provider = providerOf(c);
  return { ...provider, waiting: await findWaitingVouchers(c.get("services").db, provider) };
}

/** A voucher that waits in a load, and one page of its lines. */
export async function askWaitingVoucher(
  c: Ctx,
  voucher: { loadId: string; documentNumber: string },
  place: PagePlace,
): Promise<Placed<VoucherDetail>> {
  const { db } = c.get("services");
  return placedDetail(await findWaitingVoucher(db, providerOf(c), voucher, place), place);
}

/** What the staff may mean by a text, among the payments of all providers. */
export async function askEverywhere(c: Ctx, wish: Wish) {
  return await searchAllPayments(c.get("services").db, wish);
}

/**
 * Where the provider's payments are read: near by, where a replica has them as they are now. All
 * questions of a request share it, so that a file has the lines of the vouchers that it names.
 */
function paymentsOf(c: Ctx): Db {
  const { db, replica } = c.get("services");
  const version = c.get("dataVersion");
  if (!replica || version === undefined) return db;
  const known = c.get("payments") ?? replica.payments(db, providerOf(c), version);
  c.set("payments", known);
  return known;
}
