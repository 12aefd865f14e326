import { z } from "zod";
import { type DateReading, readIsoDate, readTypedDate } from "../../domain/dates.ts";
import { Problem } from "../../domain/errors.ts";
import { readPage } from "../../domain/paging.ts";
import {
  type FilterFields,
  type FilterReading,
  readSubset,
  readVoucherFilter,
  TEAM_SUBSETS,
} from "../../domain/payments/voucher_filter.ts";
import { type Ctx, todayOf } from "../context.ts";
import { lookedAt } from "./looked.ts";

/** How a filter is written in a request: the names of its fields, and the notation of its dates. */
type Notation = { names: FilterFields; readDate: (text: string) => DateReading };
export const OF_PAGES: Notation = {
  names: { from: "desde", to: "hasta" },
  readDate: readTypedDate,
};
export const OF_SCRIPTS: Notation = { names: { from: "from", to: "to" }, readDate: readIsoDate };

/** What an address may say in one field. */
export const typed = z.string().max(40).optional();

/** The filter of Consulta de Pagos as addresses have it. */
export const FILTER = z.object({ desde: typed, hasta: typed, solo: typed });
export type TypedFilter = z.infer<typeof FILTER>;

/** The list that a page about a voucher leads back to. */
export const WAY_BACK = FILTER.extend({ lista: typed });

/** The filter in the address of a page. */
export function readTyped(c: Ctx, { desde, hasta, solo }: TypedFilter) {
  return readFilter(c, { from: desde, to: hasta, only: solo }, OF_PAGES);
}

type Fields = {
  from?: string | undefined;
  to?: string | undefined;
  only?: string | undefined;
};

/**
 * Reads a filter from two typed dates and the name of a subset; errors where something is wrong.
 */
export function readFilter(
  c: Ctx,
  { from = "", to = "", only = "" }: Fields,
  { names, readDate }: Notation,
): FilterReading {
  const reading = readVoucherFilter({ from, to }, todayOf(c), names, readDate);
  if ("errors" in reading) return reading;
  const of = lookedAt(c);
  const filter = { ...reading.filter, ...(of && { of }) };
  if (only === "") return { filter };
  const subset = readSubset(only);
  if (!subset || (of && TEAM_SUBSETS.includes(subset))) {
    throw new Problem("invalid", "Ese filtro no existe.");
  }
  return { filter: { ...filter, only: subset } };
}

/** The page that a number in the address names. */
export function pageOf(typed: string | undefined): number {
  const page = readPage(typed);
  if (page === undefined) throw new Problem("invalid", "Esa página no existe.");
  return page;
}
