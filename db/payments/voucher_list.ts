import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { PAGE_SIZE } from "../../domain/paging.ts";
import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import {
  NEWEST_FIRST,
  VOUCHER_SUBSETS,
  type VoucherFilter,
  type VoucherSort,
  type VoucherSubset,
} from "../../domain/payments/voucher_filter.ts";
import type { VoucherPage } from "../../domain/payments/voucher_page.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { question, type Values } from "../question.ts";
import { voucherRevisions as vouchers } from "../schema.ts";
import type { Team } from "./marks.ts";
import {
  type Asked,
  type Dated,
  IS_MARKED,
  isAsked,
  isInRange,
  isOf,
  valuesOf,
} from "./voucher_range.ts";
import { STORED_VOUCHER } from "./voucher_row.ts";
import { NOTHING, type Sums, sumsOf } from "./voucher_sums.ts";

export type Paging = { page: number; perPage?: number; wantsMethods?: boolean };

/** What is asked for a page of a list, for the sums of all of it, and for announced payments. */
export function askPage(
  provider: Provider,
  filter: VoucherFilter,
  { page, perPage = PAGE_SIZE }: Paging,
  team: Team,
) {
  const asked = valuesOf(provider, filter, team);
  const place = { limit: perPage, offset: (page - 1) * perPage };
  const { PAGE, SUMS } = listOf(filter);
  const { id } = provider;
  return [PAGE({ ...asked, ...place }), SUMS(asked), SCHEDULED({ provider: id })] as const;
}

/** What is asked for the forms of payment of a range; it sorts the range, so a plain list does not. */
export function askMethods(provider: Provider, filter: VoucherFilter) {
  return listOf(filter).METHODS(valuesOf(provider, filter, null));
}

/** What is asked for the whole list. */
export function askAll(provider: Provider, filter: VoucherFilter, team: Team) {
  return listOf(filter).ALL(valuesOf(provider, filter, team));
}

type Listed = { voucher: StoredVoucher; isWorked: boolean };

/** The answers of `askPage` as a page. */
export function toPage(
  listed: Listed[],
  [sums = NOTHING]: Sums[],
  scheduled: StoredVoucher[],
  methods: readonly VoucherPage["methods"][number][],
): VoucherPage {
  const worked = listed.filter((one) => one.isWorked);
  return {
    vouchers: listed.map(({ voucher }) => voucher),
    worked: new Set(worked.map(({ voucher }) => voucher.documentNumber)),
    methods: methods.toSorted((one, other) => other.count - one.count),
    ...sums,
    scheduled,
  };
}

const MAX_SCHEDULED = 50;
const SCHEDULED = question(
  STORED_VOUCHER,
  (select, { provider }: Values<{ provider: number }>) =>
    select.from(vouchers)
      .where(and(eq(vouchers.providerId, provider), sql`is_current = 1 AND state = 'scheduled'`))
      .orderBy(vouchers.paidOn, vouchers.documentNumber).limit(MAX_SCHEDULED),
);

type Shape = { only?: VoucherSubset; sort?: VoucherSort; hasText: boolean };

/** The questions of every list that a filter may ask for, by what it is narrowed to and its order. */
const LISTS = new Map(
  [undefined, ...VOUCHER_SUBSETS].flatMap((only) =>
    [false, true].flatMap((hasText) =>
      VOUCHER_COLUMNS.flatMap(({ key }) =>
        [false, true].map((isDescending) => {
          const shape = { hasText, sort: { key, isDescending }, ...(only && { only }) };
          return [nameOf(shape), questionsOf(shape)] as const;
        })
      )
    )
  ),
);

function nameOf({ only, sort = NEWEST_FIRST, hasText }: Shape): string {
  return [only ?? "all", hasText, sort.key, sort.isDescending].join();
}

type Questions = ReturnType<typeof questionsOf>;

function listOf({ only, sort, text }: VoucherFilter): Questions {
  const shape = { hasText: text !== undefined, ...(only && { only }), ...(sort && { sort }) };
  const questions = LISTS.get(nameOf(shape));
  if (!questions) throw new Error(`no list is asked for as ${nameOf(shape)}`);
  return questions;
}

function questionsOf({ only, sort = NEWEST_FIRST, hasText }: Shape) {
  const isListed = isOf(only);
  const order = orderOf(sort);
  const PAGE = question(
    { voucher: STORED_VOUCHER, isWorked: sql<boolean>`${IS_MARKED}`.mapWith(Boolean) },
    (select, asked: Values<Asked & { limit: number; offset: number }>) =>
      select.from(vouchers).where(and(isAsked(asked, hasText), isListed)).orderBy(...order)
        .limit(asked.limit).offset(asked.offset),
  );
  const ALL = question(
    STORED_VOUCHER,
    (select, asked: Values<Asked>) =>
      select.from(vouchers).where(and(isAsked(asked, hasText), isListed)).orderBy(...order),
  );
  const SUMS = question(
    sumsOf(isListed, hasText),
    (select, asked: Values<Asked>) => select.from(vouchers).where(isAsked(asked, hasText)),
  );
  const METHODS = question(
    { name: vouchers.paymentMethod, count: sql<number>`count(*)` },
    (select, asked: Values<Pick<Asked, Dated>>) =>
      select.from(vouchers).where(isInRange(asked, hasText)).groupBy(vouchers.paymentMethod),
  );
  return { PAGE, ALL, SUMS, METHODS };
}

/** Among equals the newest first, then the higher number, so that no page repeats a row. */
function orderOf({ key, isDescending }: VoucherSort): SQL[] {
  const [way, days] = [isDescending ? desc : asc, desc(vouchers.paidOn)];
  const numbers = desc(vouchers.documentNumber);
  if (key === "paidOn") return isDescending ? [days, numbers] : [asc(vouchers.paidOn), numbers];
  return [way(vouchers[key]), days, numbers];
}
