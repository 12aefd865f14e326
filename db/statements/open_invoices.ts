import { and, type AnyColumn, eq, exists, not, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { CivilDate } from "../../domain/dates.ts";
import { sumCents } from "../../domain/money.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { MAX_READ_LINES, type OpenInvoices } from "../../domain/statements/open_invoices.ts";
import { AGE_STEPS } from "../../domain/statements/statement.ts";
import type { Db } from "../client.ts";
import { IS_STANDING } from "../payments/voucher_subsets.ts";
import { askTogether, inner, question, type Values } from "../question.ts";
import { settlements, voucherRevisions as vouchers } from "../schema.ts";
import { AGE, type AgeDays, ageDays } from "./ages.ts";

/**
 * The provider's invoices whose last payment left a Saldo, the oldest first, and the sums of all by
 * age. One round trip: of the vouchers that left any, the lines are read.
 */
export async function findOpenInvoices(
  db: Db,
  { id: provider }: Provider,
  today: CivilDate,
  place: { offset: number; limit: number },
): Promise<OpenInvoices> {
  const [invoices, sums, [lines]] = await askTogether(
    db,
    INVOICES({ provider, ...place }),
    AGES({ provider, ...ageDays(today) }),
    LINES({ provider }),
  );
  const ages = AGE_STEPS.map((step, index) => {
    const { invoices = 0, balance = 0 } = sums.find(({ age }) => age === index) ?? {};
    return { ...step, invoices, balance };
  });
  const total = {
    invoices: sumCents(ages.map((age) => age.invoices)),
    balance: sumCents(ages.map((age) => age.balance)),
  };
  return { invoices, ages, total, isTooMuch: (lines?.count ?? 0) > MAX_READ_LINES };
}

type OfProvider = { provider: number };

/** Whether a voucher left a Saldo of any invoice. */
function hasBalance({ provider }: Values<OfProvider>): SQL | undefined {
  return and(
    eq(vouchers.providerId, provider),
    sql`is_current = 1`,
    IS_STANDING,
    sql`${vouchers.sumBalance} <> 0`,
  );
}

const LINE_COUNT = sql<number>`coalesce(sum(${vouchers.settlementCount}), 0)`;
const LINES = question(
  { count: LINE_COUNT },
  (select, of: Values<OfProvider>) => select.from(vouchers).where(hasBalance(of)),
);

const later = alias(settlements, "later");
const laterVoucher = alias(vouchers, "later_voucher");

type Columns<Name extends string> = Record<Name, AnyColumn>;

/** When a line was paid; of payments of one day the one that left less is taken for the last. */
function rank(
  { paidOn, documentNumber }: Columns<"paidOn" | "documentNumber">,
  line: Columns<"balance" | "lineNumber">,
): SQL {
  return sql`(${paidOn}, -coalesce(${line.balance}, 0), ${documentNumber}, ${line.lineNumber})`;
}

/** What paid the same invoice after a line: the Saldo of the line is no longer what is open. */
const PAID_LATER = inner.select({ one: sql`1` }).from(later)
  .innerJoin(laterVoucher, eq(laterVoucher.id, later.revisionId))
  .where(and(
    eq(later.providerId, settlements.providerId),
    eq(later.invoiceKey, settlements.invoiceKey),
    sql`${laterVoucher.isCurrent} = 1 AND ${laterVoucher.state} = 'standing'`,
    sql`${rank(laterVoucher, later)} > ${rank(vouchers, settlements)}`,
  ));

function isOpen(of: Values<OfProvider>): SQL | undefined {
  const count = inner.select({ count: LINE_COUNT }).from(vouchers).where(hasBalance(of));
  const areFew = sql`(${count}) <= ${sql.raw(String(MAX_READ_LINES))}`;
  return and(hasBalance(of), areFew, sql`${settlements.balance} > 0`, not(exists(PAID_LATER)));
}

const IS_LINE_OF = eq(settlements.revisionId, vouchers.id);

const AGES = question(
  {
    age: AGE,
    invoices: sql<number>`count(*)`,
    balance: sql<number>`sum(${settlements.balance})`,
  },
  (select, of: Values<OfProvider & AgeDays>) =>
    select.from(vouchers).innerJoin(settlements, IS_LINE_OF).where(isOpen(of)).groupBy(sql`age`),
);

const INVOICES = question(
  {
    invoiceNumber: settlements.invoiceNumber,
    voucherNumber: vouchers.documentNumber,
    lineNumber: settlements.lineNumber,
    paidOn: vouchers.paidOn,
    invoiceAmount: settlements.invoiceAmount,
    netAmount: settlements.netAmount,
    balance: sql<number>`${settlements.balance}`,
  },
  (select, of: Values<OfProvider & { offset: number; limit: number }>) =>
    select.from(vouchers).innerJoin(settlements, IS_LINE_OF).where(isOpen(of))
      .orderBy(vouchers.paidOn, vouchers.documentNumber, settlements.lineNumber)
      .limit(of.limit).offset(of.offset),
);
