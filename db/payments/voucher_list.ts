import { and, between, type Column, desc, eq, not, type SQL, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { StoredVoucher, VoucherTotals } from "../../domain/payments/voucher.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import type { RangeCounts, VoucherPage } from "../../domain/payments/voucher_page.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { question, type Values } from "../question.ts";
import { voucherRevisions as vouchers } from "../schema.ts";
import { isWorked, type Team, usesMarks } from "./marks.ts";
import { STORED_VOUCHER } from "./voucher_row.ts";
import { IS_DIFFERENT, IS_STANDING, IS_UNAPPLIED } from "./voucher_subsets.ts";

export type Paging = { page: number; perPage?: number };
/** `paymentMethod` narrows a range further. */
export type Range = VoucherFilter & { paymentMethod?: string };

/** What is asked for a page of a list, and for the sums of all of it. */
export function askPage(
  provider: Provider,
  range: Range,
  { page, perPage = PAGE_SIZE }: Paging,
  team: Team,
) {
  const asked = inRange(provider, range, team);
  const place = { limit: perPage, offset: (page - 1) * perPage };
  const { PAGE, PAGE_TOTALS } = LISTS[range.only ?? "all"];
  return [PAGE({ ...asked, ...place }), PAGE_TOTALS(asked)] as const;
}

/** What is asked for the whole list. */
export function askAll(provider: Provider, range: Range, team: Team) {
  return LISTS[range.only ?? "all"].ALL(inRange(provider, range, team));
}

type Listed = { voucher: StoredVoucher; isWorked: boolean };

/** The answers of `askPage` as a page. */
export function toPage(
  listed: Listed[],
  sums: { totals: VoucherTotals; counts: RangeCounts } | undefined,
): VoucherPage {
  const worked = listed.filter((one) => one.isWorked);
  return {
    vouchers: listed.map(({ voucher }) => voucher),
    worked: new Set(worked.map(({ voucher }) => voucher.documentNumber)),
    ...(sums ?? NOTHING),
  };
}

const NOTHING: { totals: VoucherTotals; counts: RangeCounts } = {
  totals: {
    count: 0,
    annulledCount: 0,
    paidAmount: 0,
    unappliedAmount: 0,
    unappliedAdvanceAmount: 0,
  },
  counts: { all: 0, unapplied: 0, difference: 0, worked: 0, unworked: 0 },
};

type Asked = {
  provider: number;
  from: CivilDate;
  to: CivilDate;
  paymentMethod: string | null;
  team: Team;
};

function inRange(
  { id: provider }: Provider,
  { from, to, paymentMethod }: Range,
  team: Team,
): Asked {
  return { provider, from, to, paymentMethod: paymentMethod ?? null, team };
}

function isInRange({ provider, from, to, paymentMethod }: Values<Asked>): SQL | undefined {
  return and(
    eq(vouchers.providerId, provider),
    sql`is_current = 1`,
    between(vouchers.paidOn, from, to),
    sql`(${paymentMethod} IS NULL OR ${vouchers.paymentMethod} = ${paymentMethod})`,
  );
}

const TEAM: Values<{ team: Team }> = { team: sql.placeholder("team") };
const IS_WORKED = isWorked(TEAM);
const IS_UNWORKED = and(IS_STANDING, not(IS_WORKED)) ?? IS_STANDING;

/** The questions of a list, by what it is narrowed to: a condition that is written out costs least. */
const LISTS = {
  all: listOf(sql`1`),
  unapplied: listOf(IS_UNAPPLIED),
  difference: listOf(IS_DIFFERENT),
  worked: listOf(IS_WORKED),
  unworked: listOf(IS_UNWORKED),
};

function listOf(isListed: SQL) {
  const PAGE = question(
    { voucher: STORED_VOUCHER, isWorked: sql<boolean>`${IS_WORKED}`.mapWith(Boolean) },
    (select, asked: Values<Asked & { limit: number; offset: number }>) =>
      select.from(vouchers).where(and(isInRange(asked), isListed))
        .orderBy(desc(vouchers.paidOn), desc(vouchers.documentNumber)).limit(asked.limit).offset(
          asked.offset,
        ),
  );
  const ALL = question(
    STORED_VOUCHER,
    (select, asked: Values<Asked>) =>
      select.from(vouchers).where(and(isInRange(asked), isListed))
        .orderBy(desc(vouchers.paidOn), desc(vouchers.documentNumber)),
  );
  const PAGE_TOTALS = question(
    totalsOf(isListed),
    (select, asked: Values<Asked>) => select.from(vouchers).where(isInRange(asked)),
  );
  return { PAGE, ALL, PAGE_TOTALS };
}

/** Annulled vouchers add to no sum; the counts are those of the whole range. */
function totalsOf(isListed: SQL) {
  const counted = sql`FILTER (WHERE ${IS_STANDING} AND ${isListed})`;
  const sumOf = (amount: Column) => sql<number>`coalesce(sum(${amount}) ${counted}, 0)`;
  const countOf = (condition: SQL) => sql<number>`count(*) FILTER (WHERE ${condition})`;
  const uses = usesMarks(TEAM);
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
      unapplied: countOf(IS_UNAPPLIED),
      difference: countOf(IS_DIFFERENT),
      worked: countOf(sql`${uses} AND ${IS_WORKED}`),
      unworked: countOf(sql`${uses} AND ${IS_UNWORKED}`),
    },
  };
}
