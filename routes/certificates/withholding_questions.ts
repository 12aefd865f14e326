import { findWithholdingYear } from "../../db/certificates/withholding.ts";
import { overviewOf, type WithholdingOverview } from "../../domain/certificates/overview.ts";
import { readPeriod, type TaxPeriod } from "../../domain/certificates/period.ts";
import { Problem } from "../../domain/errors.ts";
import { type Ctx, providerOf, todayOf } from "../context.ts";

export const YEAR = /^20\d{2}$/;

export type AskedYear = {
  year: number;
  years: number[];
  isReady: boolean;
  overview: WithholdingOverview;
};

/** The year that was typed, else the last one that is over: certificates are asked for after it. */
export async function askWithholdingYear(c: Ctx, typed: string | undefined): Promise<AskedYear> {
  const today = todayOf(c);
  const text = typed ?? String(Number(today.slice(0, 4)) - 1);
  if (!YEAR.test(text)) throw new Problem("notFound", "Ese año no existe.");
  const year = Number(text);
  const found = await findWithholdingYear(c.get("services").db, providerOf(c).id, year);
  return {
    year,
    years: yearsOf(found.years),
    isReady: found.terms !== undefined,
    overview: overviewOf(year, found, today),
  };
}

/** The period that a tax and a key name; 404 where there is none. */
export function askPeriod(typed: { impuesto: string; periodo: string }): TaxPeriod {
  const period = readPeriod(typed.impuesto, typed.periodo);
  if (!period) throw new Problem("notFound", "Ese período no existe.");
  return period;
}

function yearsOf(span: { first: number; last: number } | undefined): number[] {
  if (!span) return [];
  return Array.from({ length: span.last - span.first + 1 }, (_, index) => span.last - index);
}
