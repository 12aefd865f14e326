import { type CivilDate, endOfMonth, monthName } from "../dates.ts";

/** The withholdings that are certified, in the order of the page. */
export const TAXES = ["renta", "iva", "ica"] as const;
export type Tax = typeof TAXES[number];

/** A year, or one of its six bimesters (1 to 6). */
export type TaxPeriod = { tax: Tax; year: number; bimester: number | null };

export const TAX_WORDS: Record<Tax, { name: string; title: string; column: string }> = {
  renta: {
    name: "Renta",
    title: "Certificado de retención en la fuente a título de renta",
    column: "Retefuente",
  },
  iva: { name: "IVA", title: "Certificado de retención de IVA", column: "ReteIVA" },
  ica: {
    name: "ICA",
    title: "Certificado de retención de industria y comercio (ICA)",
    column: "ReteICA",
  },
};

/** Renta is certified by year, the others by bimester (Decreto 1625 de 2016, 1.6.1.13.2.40 and .42). */
export function periodsOf(tax: Tax, year: number): TaxPeriod[] {
  const bimesters = tax === "renta" ? [null] : [1, 2, 3, 4, 5, 6];
  return bimesters.map((bimester) => ({ tax, year, bimester }));
}

/** `2025`, or `2025-3` for its third bimester: as addresses and stored certificates name it. */
export function periodKey({ year, bimester }: TaxPeriod): string {
  return bimester === null ? String(year) : `${year}-${bimester}`;
}

/** Reads a tax and the key of one of its periods. */
export function readPeriod(tax: string, key: string): TaxPeriod | undefined {
  const known = TAXES.find((one) => one === tax);
  const [, year] = /^(20\d{2})(?:-[1-6])?$/.exec(key) ?? [];
  return known && periodsOf(known, Number(year)).find((period) => periodKey(period) === key);
}

/** Its first and last day. */
export function daysOf({ year, bimester }: TaxPeriod): { from: CivilDate; to: CivilDate } {
  if (bimester === null) return { from: `${year}-01-01`, to: `${year}-12-31` };
  return {
    from: `${year}-${month(bimester * 2 - 1)}-01`,
    to: endOfMonth(`${year}-${month(bimester * 2)}-01`),
  };
}

/** `año 2025`, or `enero y febrero de 2025`. */
export function periodName(period: TaxPeriod): string {
  const { year, bimester } = period;
  if (bimester === null) return `año ${year}`;
  const { from, to } = daysOf(period);
  return `${monthName(from)} y ${monthName(to)} de ${year}`;
}

function month(number: number): string {
  return String(number).padStart(2, "0");
}

/** The column of a line that holds what was withheld. */
export const WITHHELD_OF = {
  renta: "retefuente",
  iva: "reteIva",
  ica: "reteIca",
} as const satisfies Record<Tax, string>;
