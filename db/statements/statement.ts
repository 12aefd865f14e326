import { and, between, eq, type SQL, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { AGE_STEPS, monthsOf, type Statement, totalOf } from "../../domain/statements/statement.ts";
import type { Db } from "../client.ts";
import { IS_STANDING, IS_UNAPPLIED, UNAPPLIED_AMOUNT } from "../payments/voucher_subsets.ts";
import { askTogether, question, type Values } from "../question.ts";
import { voucherRevisions as vouchers } from "../schema.ts";
import { AGE, type AgeDays, ageDays } from "./ages.ts";

/** The statement of a year: its months, and what is open today by its age. One round trip. */
export async function findStatement(
  db: Db,
  { id: provider }: Provider,
  year: number,
  today: CivilDate,
): Promise<Statement> {
  const [sums, ages, [span]] = await askTogether(
    db,
    MONTHS({ provider, from: `${year - 1}-01-01`, to: `${year}-12-31` }),
    AGES({ provider, ...ageDays(today) }),
    SPAN({ provider }),
  );
  const months = monthsOf(year, sums, today);
  return {
    year,
    months,
    total: totalOf(year, months),
    ages: AGE_STEPS.map((step, index) => {
      const { vouchers = 0, amount = 0 } = ages.find(({ age }) => age === index) ?? {};
      return { ...step, vouchers, amount };
    }),
    years: yearsBetween(span?.first ?? null, span?.last ?? null),
  };
}

type OfProvider = { provider: number };

function isStanding({ provider }: Values<OfProvider>): SQL | undefined {
  return and(eq(vouchers.providerId, provider), sql`is_current = 1`, IS_STANDING);
}

const WITHHELD = sql`${vouchers.sumRetefuente} + ${vouchers.sumReteIca}
  + ${vouchers.sumReteIva} + ${vouchers.sumStampTax}`;
const MONTH = sql<string>`substr(${vouchers.paidOn}, 1, 7)`;

const MONTHS = question(
  {
    month: MONTH,
    vouchers: sql<number>`count(*)`,
    paid: sql<number>`sum(${vouchers.paidAmount})`,
    withheld: sql<number>`sum(${WITHHELD})`,
    unapplied: sql<number>`sum(${UNAPPLIED_AMOUNT})`,
  },
  (select, of: Values<OfProvider & { from: CivilDate; to: CivilDate }>) =>
    select.from(vouchers).where(and(isStanding(of), between(vouchers.paidOn, of.from, of.to)))
      .groupBy(MONTH),
);

const AGES = question(
  {
    age: AGE,
    vouchers: sql<number>`count(*)`,
    amount: sql<number>`sum(${UNAPPLIED_AMOUNT})`,
  },
  (select, of: Values<OfProvider & AgeDays>) =>
    select.from(vouchers).where(and(isStanding(of), IS_UNAPPLIED)).groupBy(sql`age`),
);

const SPAN = question(
  {
    first: sql<CivilDate | null>`min(${vouchers.paidOn})`,
    last: sql<CivilDate | null>`max(${vouchers.paidOn})`,
  },
  (select, of: Values<OfProvider>) => select.from(vouchers).where(isStanding(of)),
);

function yearsBetween(first: CivilDate | null, last: CivilDate | null): number[] {
  if (first === null || last === null) return [];
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  return Array.from({ length: to - from + 1 }, (_, index) => to - index);
}
