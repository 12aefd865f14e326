import { addDays, type CivilDate } from "../dates.ts";
import { type Cents, sumCents } from "../money.ts";

/** The sums of a month's vouchers that count; `month` is `yyyy-MM`. */
export type MonthSums = {
  month: string;
  vouchers: number;
  paid: Cents;
  /** Retefuente, ReteICA, ReteIVA and Impuesto Timbre of its invoices. */
  withheld: Cents;
  /** Valor Pendiente por Aplicar, advances included, as of today. */
  unapplied: Cents;
};

/** A month of a statement, beside what the same month of the year before paid. */
export type StatementMonth = MonthSums & { paidYearBefore: Cents };

/** Money without an invoice by the days since it was paid; `to` is undefined for the oldest. */
export type UnappliedAge = {
  from: number;
  to: number | undefined;
  vouchers: number;
  amount: Cents;
};

export type Statement = {
  year: number;
  months: StatementMonth[];
  total: StatementMonth;
  ages: UnappliedAge[];
  /** The years with payments, newest first. */
  years: number[];
};

/** The steps by which accountants age what is open (product, "Estado de cuenta"). */
export const AGE_STEPS = [
  { from: 0, to: 30 },
  { from: 31, to: 60 },
  { from: 61, to: 90 },
  { from: 91, to: undefined },
] as const;

/**
 * The twelve months of a year, those without payments too, each beside the same month of the year
 * before; of the current year only the months that have begun, so that both totals are of the same
 * months. `sums` are of both years, in any order.
 */
export function monthsOf(year: number, sums: MonthSums[], today: CivilDate): StatementMonth[] {
  const byMonth = new Map(sums.map((one) => [one.month, one]));
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));
  return months.filter((month) => `${year}-${month}` <= today.slice(0, 7)).map((month) => ({
    ...(byMonth.get(`${year}-${month}`) ?? nothingOf(`${year}-${month}`)),
    paidYearBefore: byMonth.get(`${year - 1}-${month}`)?.paid ?? 0,
  }));
}

/** The sums of all months; its `month` is the year. */
export function totalOf(year: number, months: StatementMonth[]): StatementMonth {
  const sum = (of: (month: StatementMonth) => number) => sumCents(months.map(of));
  return {
    month: String(year),
    vouchers: sum(({ vouchers }) => vouchers),
    paid: sum(({ paid }) => paid),
    withheld: sum(({ withheld }) => withheld),
    unapplied: sum(({ unapplied }) => unapplied),
    paidYearBefore: sum(({ paidYearBefore }) => paidYearBefore),
  };
}

/**
 * How much more was paid than a year before, in per cent; undefined where nothing was paid then.
 */
export function growth({ paid, paidYearBefore }: StatementMonth): number | undefined {
  return paidYearBefore === 0 ? undefined : (paid / paidYearBefore - 1) * 100;
}

/** `31 a 60 días`. */
export function ageName({ from, to }: { from: number; to: number | undefined }): string {
  return to === undefined ? `Más de ${from - 1} días` : `${from} a ${to} días`;
}

/** The days on which money of this age was paid; the oldest have no first day. */
export function daysOfAge(
  { from, to }: { from: number; to: number | undefined },
  today: CivilDate,
): { from: CivilDate | undefined; to: CivilDate } {
  return {
    from: to === undefined ? undefined : addDays(today, -to),
    to: addDays(today, -from),
  };
}

function nothingOf(month: string): MonthSums {
  return { month, vouchers: 0, paid: 0, withheld: 0, unapplied: 0 };
}
