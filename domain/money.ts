import { digitsOf, formatCount } from "./thousands.ts";

/** An amount of Colombian pesos in whole centavos (safe to about 90 trillion pesos). */
export type Cents = number;

/** `123456750` → `$ 1.234.567,50`, with a no-break space; negative ones begin `-$`. */
export function formatMoney(cents: Cents | bigint): string {
  const { sign, pesos, fraction } = parts(cents);
  return `${sign}$\u00a0${formatCount(pesos)},${fraction}`;
}

/** `123456750` → `1234567.50`, for JSON and for CSV with a point. */
export function toDecimal(cents: Cents): string {
  const { sign, pesos, fraction } = parts(cents);
  return `${sign}${digitsOf(pesos)}.${fraction}`;
}

/** How a decimal is written in JSON: at most thirteen digits, so that its centavos are exact. */
export const DECIMAL = /^-?\d{1,13}\.\d{2}$/;

/** `1234567.50` → `123456750`; the text is a `DECIMAL`. */
export function toCents(decimal: string): Cents {
  return Number(decimal.replace(".", ""));
}

/** `123456750` → `1234567,50`, as the payment files write it. */
export function toDecimalComma(cents: Cents): string {
  return toDecimal(cents).replace(".", ",");
}

/** The sum of amounts, where an unknown amount adds nothing. */
export function sumCents(amounts: Iterable<Cents | null>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount ?? 0;
  return total;
}

function parts(cents: Cents | bigint): { sign: string; pesos: number; fraction: string } {
  const sign = cents < 0 ? "-" : "";
  const amount = cents < 0 ? -cents : cents;
  const pesos = typeof amount === "bigint" ? Number(amount / 100n) : Math.floor(amount / 100);
  const rest = typeof amount === "bigint" ? Number(amount % 100n) : amount % 100;
  return { sign, pesos, fraction: String(rest).padStart(2, "0") };
}
