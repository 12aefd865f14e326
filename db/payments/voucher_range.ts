import { and, between, eq, not, type SQL, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { PaymentFilter, VoucherSubset } from "../../domain/payments/voucher_filter.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { foldText } from "../../domain/search_words.ts";
import type { Values } from "../question.ts";
import { voucherRevisions as vouchers } from "../schema.ts";
import { folded } from "../schema/generated.ts";
import { isWorked, type Team, usesMarks } from "./marks.ts";
import { IS_DIFFERENT, IS_UNAPPLIED } from "./voucher_subsets.ts";

/** What every list of a filter is asked with. */
export type Asked = {
  provider: number;
  from: CivilDate;
  to: CivilDate;
  paymentMethod: string | null;
  text: string;
  team: Team;
};

export function valuesOf(
  { id: provider }: Provider,
  { from, to, paymentMethod, text }: PaymentFilter<string>,
  team: Team,
): Asked {
  const method = paymentMethod ?? null;
  return {
    provider,
    from,
    to,
    paymentMethod: method,
    text: text === undefined ? "" : foldText(text),
    team,
  };
}

export type Dated = "provider" | "from" | "to" | "text";

/** Whether a voucher is one of the range, and has the text where one was typed. */
export function isInRange(
  { provider, from, to, text }: Values<Pick<Asked, Dated>>,
  hasText: boolean,
): SQL | undefined {
  return and(
    eq(vouchers.providerId, provider),
    sql`is_current = 1`,
    between(vouchers.paidOn, from, to),
    IS_LISTED,
    hasText ? sql`instr(${SEARCHED}, ${text}) > 0` : undefined,
  );
}

/** The same, paid in the form that was chosen. */
export function isAsked(asked: Values<Asked>, hasText: boolean): SQL | undefined {
  const { paymentMethod } = asked;
  const isPaidSo = sql`(${paymentMethod} IS NULL OR ${vouchers.paymentMethod} = ${paymentMethod})`;
  return and(isInRange(asked, hasText), isPaidSo);
}

/** Announced payments are no part of a list: they are shown apart. */
const IS_LISTED = sql`${vouchers.state} <> 'scheduled'`;

/** What a typed text is looked for in. */
const SEARCHED = folded(`document_number || ' ' || payment_method || ' '
  || coalesce(bank_name, '') || ' ' || coalesce(account_number, '')`);

/** The values of a list, for what is selected from it. */
export const ASKED: Values<Asked> = {
  provider: sql.placeholder("provider"),
  from: sql.placeholder("from"),
  to: sql.placeholder("to"),
  paymentMethod: sql.placeholder("paymentMethod"),
  text: sql.placeholder("text"),
  team: sql.placeholder("team"),
};
/** Whether the team marks vouchers: told once a query, so that no row costs more where it does not. */
export const USES_MARKS = usesMarks(ASKED);
const IS_WORKED = isWorked(ASKED);
export const IS_MARKED = sql`(${USES_MARKS} AND ${IS_WORKED})`;

/** What a subset is narrowed to: a condition that is written out costs least. */
export const SUBSETS: Record<VoucherSubset, SQL> = {
  unapplied: IS_UNAPPLIED,
  difference: IS_DIFFERENT,
  annulled: sql`(${vouchers.state} = 'annulled')`,
  returned: sql`(${vouchers.state} = 'returned')`,
  worked: IS_WORKED,
  unworked: not(IS_WORKED),
};

/** Whether a voucher is of a subset; all are where none is named. */
export function isOf(only: VoucherSubset | undefined): SQL | undefined {
  return only && SUBSETS[only];
}
