/** Payments of one provider in 2025: the same ones for the portal and for every peer. */
export const NIT = "900356158";
export const CEDULA = "1067845210";
export const NAME = "Clínica A S.A.S.";
export const EMAIL = "pagos@clinica-a.example";

export const LONG_VOUCHER = "CE-LARGO";
export const LONG_LINES = 100_000;
export const PAGE_SIZE = 21;
const SHORT_VOUCHERS = 228;
const LAST_LINES = 12;
const VOUCHERS_A_DAY = 6;
const DAYS = 365;
const DAY_MS = 86_400_000;
const YEAR_START_MS = Date.UTC(2025, 0, 1);

/** Amounts are whole centavos; dates ISO. */
export type Voucher = { number: string; paidOn: string; paidCents: number; lines: number };
export type Line = {
  voucher: string;
  line: number;
  invoice: string;
  invoiceCents: number;
  copaymentCents: number;
  settledOn: string;
};

/** One voucher of 100,000 lines, 228 of one page, one of twelve lines, and many without lines. */
export function vouchers(): Voucher[] {
  const days = Array.from({ length: DAYS * VOUCHERS_A_DAY }, (_, index) => index);
  const others = days.map((index) => aVoucher(shortNumber(index), dayOf(index), linesOf(index)));
  return [aVoucher(LONG_VOUCHER, "2025-06-15", LONG_LINES), ...others];
}

/** The numbers of the vouchers whose lines fill one page. */
export function shortVouchers(): string[] {
  return Array.from({ length: SHORT_VOUCHERS }, (_, index) => shortNumber(index * VOUCHERS_A_DAY));
}

export function* lines({ number, lines }: Voucher): Generator<Line> {
  for (let line = 1; line <= lines; line++) yield aLine(number, line);
}

/** The day this many days after the first of January, ISO. */
export function isoDay(days: number): string {
  return new Date(YEAR_START_MS + days * DAY_MS).toISOString().slice(0, 10);
}

function shortNumber(index: number): string {
  return `CE-${100_000 + index}`;
}

function dayOf(index: number): string {
  return isoDay(Math.floor(index / VOUCHERS_A_DAY));
}

function linesOf(index: number): number {
  if (index % VOUCHERS_A_DAY !== 0) return 0;
  const place = index / VOUCHERS_A_DAY;
  if (place < SHORT_VOUCHERS) return PAGE_SIZE;
  return place === SHORT_VOUCHERS ? LAST_LINES : 0;
}

function aVoucher(number: string, paidOn: string, count: number): Voucher {
  const voucher = { number, paidOn, paidCents: 123_456_789, lines: count };
  if (count === 0) return voucher;
  let paidCents = 0;
  for (const line of lines(voucher)) paidCents += line.invoiceCents - line.copaymentCents;
  return { ...voucher, paidCents };
}

function aLine(voucher: string, line: number): Line {
  const seed = line * 7919 + voucher.length * 104_729;
  return {
    voucher,
    line,
    invoice: `FEV${voucher.slice(3)}-${String(line).padStart(6, "0")}`,
    invoiceCents: 1_000_000 + seed * 31 % 900_000_000,
    copaymentCents: seed % 50_000,
    settledOn: isoDay(seed % DAYS),
  };
}
