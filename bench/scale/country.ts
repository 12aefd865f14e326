/** How the payments of a country's providers spread: who is paid how many lines, and in which week. */
export type Country = {
  providers: number;
  weeks: number;
  lines: number;
  /** The longest voucher; more lines of a week are several vouchers. */
  linesAVoucher: number;
};

/** A voucher that is paid in a week: to the provider of a rank, from 1, the largest. */
export type PlannedVoucher = { rank: number; lines: number; firstLine: number };

export const PROVIDERS = 20_000;
/** Seven years of forty-eight payment days. */
export const WEEKS = 7 * 48;
export const FIRST_YEAR = 2020;
const WEEKS_A_MONTH = 4;
export const LINES_A_VOUCHER = 2000;
/** Whoever has fewer lines a week is paid once a month. */
const MIN_LINES_A_WEEK = 25;

/**
 * The vouchers of a week, from 0: the k-th provider has a share of 1/k of the lines (Zipf), so of 50
 * million lines the largest has 4.8 million and half of all providers have fewer than 500.
 */
export function* vouchersOf(country: Country, week: number): Generator<PlannedVoucher> {
  const { providers, weeks, lines, linesAVoucher } = country;
  const whole = harmonic(providers);
  for (let rank = 1; rank <= providers; rank++) {
    const aWeek = lines / weeks / whole / rank;
    const period = aWeek >= MIN_LINES_A_WEEK ? 1 : WEEKS_A_MONTH;
    if (week % period !== rank % period) continue;
    const until = Math.floor((week + 1) * aWeek);
    for (let line = firstOf(week - period, aWeek); line < until; line += linesAVoucher) {
      yield { rank, lines: Math.min(linesAVoucher, until - line), firstLine: line + 1 };
    }
  }
}

/** The day on which a week's vouchers are paid, ISO. */
export function dayOfWeek(week: number): string {
  const month = Math.floor(week / WEEKS_A_MONTH);
  const day = (week % WEEKS_A_MONTH + 1) * 7;
  return new Date(Date.UTC(FIRST_YEAR, month, day)).toISOString().slice(0, 10);
}

export function nitOf(rank: number): string {
  return String(800_000_000 + rank);
}

function firstOf(lastWeek: number, aWeek: number): number {
  return Math.floor(Math.max(0, lastWeek + 1) * aWeek);
}

function harmonic(count: number): number {
  let sum = 0;
  for (let number = 1; number <= count; number++) sum += 1 / number;
  return sum;
}
