import type { VoucherMark } from "./mark.ts";
import type { SettlementTotals, StoredSettlement } from "./settlement.ts";
import type { InvoiceSettlement } from "./search_answer.ts";
import type { Listed, StoredVoucher, VoucherTotals } from "./voucher.ts";
import type { VoucherSubset } from "./voucher_filter.ts";

/** One page of the vouchers of a filter, the sums of all of them, and how many its range has. */
export type VoucherPage = {
  vouchers: StoredVoucher[];
  /** The numbers of those on the page that the reader's team is done with. */
  worked: ReadonlySet<string>;
  totals: VoucherTotals;
  counts: RangeCounts;
  /** The forms of payment of the range, the most used first; empty where nobody narrows by them. */
  methods: { name: string; count: number }[];
  /** The first of all payments that are announced, whatever the filter: they are in no sum. */
  scheduled: StoredVoucher[];
};

/** One page of Por factura: lines of the vouchers of a filter, and the sums of all of them. */
export type LinePage = {
  lines: InvoiceSettlement[];
  /** Lines that count, and those of vouchers that do not stand. */
  listed: Listed;
  totals: SettlementTotals;
  /** How many lines the vouchers of the range have, and those of each subset. */
  counts: RangeCounts;
  methods: VoucherPage["methods"];
  /** How many lines would have to be read, where they are too many to be ordered or searched. */
  tooMany: number | undefined;
};

/** How many vouchers a range has, annulled ones too, and how many of each subset. */
export type RangeCounts = Record<"all" | VoucherSubset, number>;

/** A voucher, the sums of all its lines, and one page of them. */
export type VoucherDetail<Line = StoredSettlement> = {
  voucher: StoredVoucher;
  totals: SettlementTotals;
  settlements: Line[];
  /** When it was corrected since it first came, newest first; in milliseconds. */
  correctedAt: number[];
  /** The keys of invoices on this page that were paid more than their value, by whatever vouchers. */
  overpaid?: ReadonlySet<string>;
  /** What the reader's team noted on it. */
  mark?: VoucherMark;
};
