import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { PAGE_SIZE } from "../../domain/paging.ts";
import {
  LINE_COLUMNS,
  type LineColumnKey,
  type LineFilter,
  MAX_SEARCHED_LINES,
  searchedIn,
} from "../../domain/payments/line_filter.ts";
import { newestFirst } from "../../domain/payments/search_answer.ts";
import type { Sort } from "../../domain/payments/sorting.ts";
import {
  NEWEST_FIRST,
  VOUCHER_SUBSETS,
  type VoucherSubset,
} from "../../domain/payments/voucher_filter.ts";
import type { VoucherState } from "../../domain/payments/voucher_state.ts";
import type { LinePage } from "../../domain/payments/voucher_page.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { askTogether, inner, question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { type AskedLines, IS_LINE_OF, isAskedLine, LINE_COUNT } from "./line_range.ts";
import { lineCount, NO_LINES, searchedSums, storedSums } from "./line_sums.ts";
import type { Team } from "./marks.ts";
import { FOUND_LINE, SETTLEMENT } from "./settlement_row.ts";
import type { Paging } from "./voucher_list.ts";
import { isAsked, isInRange, isOf, valuesOf } from "./voucher_range.ts";

/**
 * One page of the lines of a filter's vouchers, with the sums of all of them; one round trip. Newest
 * first and without a text, a page is found by the vouchers' own counts of their lines; else every
 * line of the range is read, and where those are too many, none.
 */
export async function findLines(
  db: Db,
  provider: Provider,
  filter: LineFilter,
  { page, perPage = PAGE_SIZE, wantsMethods = false }: Paging,
  team: Team = null,
): Promise<LinePage> {
  const asked = { ...valuesOf(provider, filter, team), ...searchedIn(filter.text ?? "") };
  const place = { before: (page - 1) * perPage, after: page * perPage, limit: perPage };
  const { PLACED, STORED, SEARCHED, COUNT } = BY_SUBSET[filter.only ?? "all"];
  const isRead = filter.sort !== undefined || filter.text !== undefined;
  const LINES = isRead ? readLines(filter) : PLACED;
  const SUMS = filter.text === undefined ? STORED : SEARCHED;
  const questions = [LINES({ ...asked, ...place }), SUMS(asked), COUNT(asked)] as const;
  const [lines, [sums = NO_LINES], [all], methods] = wantsMethods
    ? await askTogether(db, ...questions, METHODS(asked))
    : [...await askTogether(db, ...questions), []] as const;
  const isTooMany = isRead && (all?.count ?? 0) > MAX_SEARCHED_LINES;
  return {
    lines: filter.sort ? lines : lines.toSorted(newestFirst),
    ...sums,
    methods: methods.toSorted((one, other) => other.count - one.count),
    tooMany: isTooMany ? all?.count : undefined,
  };
}

type Subset = VoucherSubset | undefined;
type AskedPage = AskedLines & { before: number; after: number; limit: number };

const BY_SUBSET = {
  all: questionsOf(undefined),
  unapplied: questionsOf("unapplied"),
  difference: questionsOf("difference"),
  annulled: questionsOf("annulled"),
  returned: questionsOf("returned"),
  worked: questionsOf("worked"),
  unworked: questionsOf("unworked"),
};

function questionsOf(only: Subset) {
  return {
    PLACED: placedLines(only),
    STORED: storedSums(only),
    SEARCHED: searchedSums(only),
    COUNT: lineCount(only),
  };
}

/**
 * A page newest first: of each voucher it is known how many lines stand before its own, and lines
 * are numbered without gaps, so that no line is read but those of the page.
 */
function placedLines(only: Subset) {
  return question(
    {
      ...SETTLEMENT,
      voucherNumber: sql<string>`v.document_number`,
      paidOn: sql<string>`v.paid_on`,
      state: sql<VoucherState>`v.state`,
    },
    (select, asked: Values<AskedPage>) => {
      const earlier = sql`sum(${vouchers.settlementCount}) OVER
        (ORDER BY ${vouchers.paidOn} DESC, ${vouchers.documentNumber} DESC
          ROWS UNBOUNDED PRECEDING) - ${vouchers.settlementCount}`;
      const v = inner.select({
        id: vouchers.id,
        paidOn: vouchers.paidOn,
        documentNumber: vouchers.documentNumber,
        state: vouchers.state,
        earlier: earlier.as("earlier"),
      }).from(vouchers).where(and(isAsked(asked, false), isOf(only))).as("v");
      return select.from(v).innerJoin(
        settlements,
        and(
          eq(settlements.revisionId, v.id),
          sql`line_number > ${asked.before} - v.earlier AND line_number <= ${asked.after} - v.earlier`,
        ),
      ).where(sql`v.earlier < ${asked.after}`);
    },
  );
}

/** Pages that are found by reading all lines, by subset, text and order. */
const READ = new Map(
  [undefined, ...VOUCHER_SUBSETS].flatMap((only) =>
    LINE_COLUMNS.flatMap(({ key }) =>
      [false, true].flatMap((isDescending) =>
        [false, true].map((hasText) => {
          const sort = { key, isDescending };
          return [nameOf(only, sort, hasText), linesOf(only, sort, hasText)] as const;
        })
      )
    )
  ),
);

function readLines({ only, sort = NEWEST_FIRST, text }: LineFilter) {
  const name = nameOf(only, sort, text !== undefined);
  const lines = READ.get(name);
  if (!lines) throw new Error(`no lines are asked for as ${name}`);
  return lines;
}

function nameOf(only: Subset, sort: Sort<LineColumnKey>, hasText: boolean): string {
  return [only ?? "all", hasText, sort.key, sort.isDescending].join();
}

function linesOf(only: Subset, sort: Sort<LineColumnKey>, hasText: boolean) {
  return question(
    FOUND_LINE,
    (select, asked: Values<AskedPage>) =>
      select.from(vouchers).innerJoin(settlements, IS_LINE_OF)
        .where(isAskedLine(asked, only, hasText))
        .orderBy(...orderOf(sort)).limit(asked.limit).offset(asked.before),
  );
}

/** Among equals the newest first, and lines of one voucher in their order. */
function orderOf({ key, isDescending }: Sort<LineColumnKey>): SQL[] {
  const way = isDescending ? desc : asc;
  const [day, number] = [vouchers.paidOn, vouchers.documentNumber];
  const rest = [desc(number), asc(settlements.lineNumber)];
  if (key === "paidOn") return [way(day), ...rest];
  return [way(key === "voucherNumber" ? number : settlements[key]), desc(day), ...rest];
}

const METHODS = question(
  { name: vouchers.paymentMethod, count: LINE_COUNT },
  (select, asked: Values<AskedLines>) =>
    select.from(vouchers).where(isInRange(asked, false)).groupBy(vouchers.paymentMethod),
);
