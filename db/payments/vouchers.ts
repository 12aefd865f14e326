import type { VoucherDetail, VoucherPage } from "../../domain/payments/voucher_page.ts";
import { isCurrentVoucher, type VoucherKey } from "./current_voucher.ts";
import { and, between, eq } from "drizzle-orm";
import type { VoucherMark } from "../../domain/payments/mark.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { SettlementTotals, ShownSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Db } from "../client.ts";
import { ask, type Asked, askTogether, question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { MARK, type Team } from "./marks.ts";
import { OVERPAID } from "./overpaid.ts";
import { SHOWN_SETTLEMENT, STORED_SETTLEMENT } from "./settlement_row.ts";
import { correctionInstants, CORRECTIONS } from "./voucher_changes.ts";
import { askAll, askMethods, askPage, type Paging, toPage } from "./voucher_list.ts";
import { STORED_VOUCHER, TOTALS } from "./voucher_row.ts";

/*
 * Every query names its provider; there is no other way to a voucher. Only current revisions are
 * seen: `is_current = 1` is written out, because a bound value would not let the partial indices
 * in. `team` is for the marks of the provider's own people; without it there are none.
 */

/** One page of a provider's vouchers, newest first, with totals and counts of all; one round trip. */
export async function findVouchers(
  db: Db,
  provider: Provider,
  filter: VoucherFilter,
  paging: Paging,
  team: Team = null,
): Promise<VoucherPage> {
  const asked = askPage(provider, filter, paging, team);
  const [page, sums, scheduled, methods] = paging.wantsMethods
    ? await askTogether(db, ...asked, askMethods(provider, filter))
    : [...await askTogether(db, ...asked), []] as const;
  return toPage(page, sums, scheduled, methods);
}

/** Every voucher of a filter, newest first; for downloads. */
export async function findAllVouchers(
  db: Db,
  provider: Provider,
  filter: VoucherFilter,
  team: Team = null,
): Promise<StoredVoucher[]> {
  return await ask(db, askAll(provider, filter, team));
}

/** One page of a voucher's lines with the sums of all of them; undefined where it has no such voucher. */
export async function findVoucher(
  db: Db,
  provider: Provider,
  documentNumber: string,
  paging: Paging,
  team: Team = null,
): Promise<VoucherDetail | undefined> {
  return toDetail(
    ...await askTogether(db, ...askDetail(LINES, provider, documentNumber, paging, team)),
  );
}

/** The same with those columns of its lines that its page shows. */
export async function findDetail(
  db: Db,
  provider: Provider,
  documentNumber: string,
  paging: DetailPaging,
  team: Team = null,
): Promise<VoucherDetail<ShownSettlement> | undefined> {
  const lines = linesOf(paging);
  return toDetail(
    ...await askTogether(db, ...askDetail(lines, provider, documentNumber, paging, team)),
  );
}

/** The list and one voucher's detail under it, in one round trip. */
export async function findVouchersAndVoucher(
  db: Db,
  provider: Provider,
  filter: VoucherFilter,
  documentNumber: string,
  { list, detail: paging, team = null }: { list: Paging; detail: DetailPaging; team?: Team },
): Promise<VoucherPage & { detail: VoucherDetail<ShownSettlement> | undefined }> {
  const asked = [
    ...askPage(provider, filter, list, team),
    ...askDetail(linesOf(paging), provider, documentNumber, paging, team),
  ] as const;
  const [page, sums, scheduled, found, rows, corrections, marks, overpaid, methods] =
    list.wantsMethods
      ? await askTogether(db, ...asked, askMethods(provider, filter))
      : [...await askTogether(db, ...asked), []] as const;
  const detail = toDetail(found, rows, corrections, marks, overpaid);
  return { ...toPage(page, sums, scheduled, methods), detail };
}

/** A page of a voucher's lines, and whether all their columns are shown or nine. */
type DetailPaging = Paging & { allColumns: boolean };

type AskedLines = VoucherKey & { first: number; last: number };

function linesOf({ allColumns }: DetailPaging): (asked: AskedLines) => Asked<ShownSettlement> {
  return allColumns ? LINES : SHOWN_LINES;
}

function askDetail<Line>(
  askLines: (asked: AskedLines) => Asked<Line>,
  { id: provider }: Provider,
  documentNumber: string,
  { page, perPage = PAGE_SIZE }: Paging,
  team: Team,
) {
  const asked = { provider, documentNumber };
  const lines = { first: (page - 1) * perPage + 1, last: page * perPage };
  return [
    VOUCHER({ ...asked }),
    askLines({ ...asked, ...lines }),
    CORRECTIONS(asked),
    MARK({ team, documentNumber }),
    OVERPAID({ ...asked, ...lines }),
  ] as const;
}

type DetailAnswers<Line> = [
  { voucher: StoredVoucher; totals: SettlementTotals }[],
  Line[],
  Parameters<typeof correctionInstants>[0],
  VoucherMark[],
  { invoiceKey: string }[],
];

function toDetail<Line>(
  ...[[found], lines, corrections, [mark], overpaid]: DetailAnswers<Line>
): VoucherDetail<Line> | undefined {
  return found && {
    ...found,
    settlements: lines,
    correctedAt: correctionInstants(corrections),
    overpaid: new Set(overpaid.map(({ invoiceKey }) => invoiceKey)),
    ...(mark && { mark }),
  };
}

const VOUCHER = question(
  { voucher: STORED_VOUCHER, totals: TOTALS },
  (select, key: Values<VoucherKey>) => select.from(vouchers).where(isCurrentVoucher(key)),
);

/** Lines are numbered without gaps, so a page is a range of the key, whatever the voucher's length. */
const LINES = question(
  STORED_SETTLEMENT,
  (select, asked: Values<AskedLines>) =>
    select.from(vouchers).innerJoin(settlements, IS_LINE).where(isAskedLine(asked))
      .orderBy(settlements.lineNumber),
);

const SHOWN_LINES = question(
  SHOWN_SETTLEMENT,
  (select, asked: Values<AskedLines>) =>
    select.from(vouchers).innerJoin(settlements, IS_LINE).where(isAskedLine(asked))
      .orderBy(settlements.lineNumber),
);

const IS_LINE = eq(settlements.revisionId, vouchers.id);

function isAskedLine(asked: Values<AskedLines>) {
  return and(isCurrentVoucher(asked), between(settlements.lineNumber, asked.first, asked.last));
}
