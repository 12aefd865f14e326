import { type CivilDate, dateInBogota } from "../dates.ts";
import { type Cents, sumCents } from "../money.ts";
import type { Certificate } from "./certificate.ts";
import { daysOf, periodKey, periodsOf, type Tax, TAXES, type TaxPeriod } from "./period.ts";
import { isOver, readCertifiedWithholding } from "./withholding.ts";

/** What was withheld in a month, by tax; `month` is `yyyy-MM`. */
export type MonthWithheld = { month: string } & Record<Tax, Cents>;

/** A certificate that is out, with the key of its period. */
export type IssuedCertificate = Certificate & { subject: string };

/** A voucher that was loaded or corrected, by the instant of its publication. */
export type LaterVoucher = { documentNumber: string; paidOn: CivilDate; publishedAt: number };

export type WithholdingRow = {
  period: TaxPeriod;
  withheld: Cents;
  /** Whether it can be certified yet. */
  isOver: boolean;
  certificate: RowCertificate | undefined;
};

export type RowCertificate = {
  code: string;
  issuedOn: CivilDate;
  withheld: Cents;
  /** Vouchers of the period that came or changed after it. */
  later: string[];
};

export type WithholdingOverview = Record<Tax, WithholdingRow[]>;

/** The periods of a year from which something was withheld, or that have a certificate, by tax. */
export function overviewOf(
  year: number,
  found: { months: MonthWithheld[]; issued: IssuedCertificate[]; later: LaterVoucher[] },
  today: CivilDate,
): WithholdingOverview {
  const rowsOf = (tax: Tax) =>
    periodsOf(tax, year).map((period): WithholdingRow => {
      const issued = found.issued.find(({ kind, subject }) =>
        kind === tax && subject === periodKey(period)
      );
      return {
        period,
        withheld: sumCents(monthsIn(period, found.months).map((month) => month[tax])),
        isOver: isOver(period, today),
        certificate: issued && certificateOf(issued, period, found.later),
      };
    }).filter(({ withheld, certificate }) => withheld !== 0 || certificate);
  const [renta, iva, ica] = TAXES.map(rowsOf);
  return { renta: renta ?? [], iva: iva ?? [], ica: ica ?? [] };
}

function monthsIn(period: TaxPeriod, months: MonthWithheld[]): MonthWithheld[] {
  const { from, to } = daysOf(period);
  return months.filter(({ month }) => from.slice(0, 7) <= month && month <= to.slice(0, 7));
}

function certificateOf(
  { code, issuedAt, says }: IssuedCertificate,
  period: TaxPeriod,
  later: LaterVoucher[],
): RowCertificate {
  const { from, to } = daysOf(period);
  return {
    code,
    issuedOn: dateInBogota(issuedAt),
    withheld: readCertifiedWithholding(says).sums.withheld,
    later: later.filter(({ paidOn, publishedAt }) =>
      from <= paidOn && paidOn <= to && publishedAt > issuedAt
    ).map(({ documentNumber }) => documentNumber),
  };
}
