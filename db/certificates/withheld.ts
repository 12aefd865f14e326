import { and, between, eq, gt, ne, type SQL, sql } from "drizzle-orm";
import { daysOf, type Tax, type TaxPeriod } from "../../domain/certificates/period.ts";
import type { WithheldToday } from "../../domain/certificates/verification.ts";
import { isSameSum, type WithheldSums } from "../../domain/certificates/withholding.ts";
import type { CivilDate } from "../../domain/dates.ts";
import type { Db } from "../client.ts";
import { IS_STANDING } from "../payments/voucher_subsets.ts";
import { ask, askTogether, question, type Values } from "../question.ts";
import { loads, settlements, voucherRevisions as vouchers } from "../schema.ts";

/**
 * What was withheld by the payments of today, and whether a certificate still says what they say. Lines
 * are added up only where a voucher came after it that left the tax as it was.
 */
export async function recheckWithheld(
  db: Db,
  provider: number,
  said: TaxPeriod & { sums: WithheldSums },
  issuedAt: number,
): Promise<WithheldToday> {
  const days = { provider, ...daysOf(said) };
  const [[sums], later] = await askTogether(
    db,
    WITHHELD(days),
    PUBLISHED_AFTER({ ...days, issuedAt }),
  );
  const withheld = sums?.[said.tax] ?? 0;
  if (withheld !== said.sums.withheld || later.length === 0) {
    return { withheld, isSame: withheld === said.sums.withheld };
  }
  return { withheld, isSame: isSameSum(said.sums, await findWithheldSums(db, provider, said)) };
}

/** What the lines of today add up to. */
export async function findWithheldSums(
  db: Db,
  provider: number,
  period: TaxPeriod,
): Promise<WithheldSums> {
  const [sums = NOTHING_WITHHELD] = await ask(
    db,
    SUMS[period.tax]({ provider, ...daysOf(period) }),
  );
  return sums;
}

export const NOTHING_WITHHELD: WithheldSums = { lines: 0, base: 0, vat: 0, withheld: 0 };

/** The payments to a provider between two days, both included. */
export type Days = { provider: number; from: CivilDate; to: CivilDate };

export function isPaidIn({ provider, from, to }: Values<Days>): SQL | undefined {
  return and(
    eq(vouchers.providerId, provider),
    sql`is_current = 1`,
    IS_STANDING,
    between(vouchers.paidOn, from, to),
  );
}

/** Sums of vouchers, which are cheap, by tax. */
export const BY_TAX = {
  renta: sql<number>`coalesce(sum(${vouchers.sumRetefuente}), 0)`,
  iva: sql<number>`coalesce(sum(${vouchers.sumReteIva}), 0)`,
  ica: sql<number>`coalesce(sum(${vouchers.sumReteIca}), 0)`,
};

const WITHHELD = question(
  BY_TAX,
  (select, of: Values<Days>) => select.from(vouchers).where(isPaidIn(of)),
);

const COLUMNS = {
  renta: settlements.retefuente,
  iva: settlements.reteIva,
  ica: settlements.reteIca,
} as const;

/** Sums over lines, of which only those count that the tax was withheld from. */
export const SUMS = { renta: sumsOf("renta"), iva: sumsOf("iva"), ica: sumsOf("ica") };

function sumsOf(tax: Tax) {
  const column = COLUMNS[tax];
  return question(
    {
      lines: sql<number>`count(*)`,
      base: sql<number>`coalesce(sum(${settlements.invoiceAmount}), 0)`,
      vat: sql<number>`coalesce(sum(${settlements.vat}), 0)`,
      withheld: sql<number>`coalesce(sum(${column}), 0)`,
    },
    (select, of: Values<Days>) =>
      select.from(vouchers).innerJoin(settlements, eq(settlements.revisionId, vouchers.id))
        .where(and(isPaidIn(of), ne(column, 0))),
  );
}

const PUBLISHED_AFTER = question(
  { documentNumber: vouchers.documentNumber },
  (select, of: Values<Days & { issuedAt: number }>) =>
    select.from(vouchers).innerJoin(loads, eq(loads.id, vouchers.loadId))
      .where(and(isPaidIn(of), gt(loads.publishedAt, of.issuedAt))).limit(1),
);
