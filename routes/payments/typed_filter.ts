import { z } from "zod";
import { type DateReading, readIsoDate, readTypedDate } from "../../domain/dates.ts";
import { type FieldError, Problem } from "../../domain/errors.ts";
import { readPage } from "../../domain/paging.ts";
import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import { type ColumnNamer, columnSlug, readSort } from "../../domain/payments/sorting.ts";
import {
  type FilterFields,
  type FilterReading,
  readNarrowing,
  readSubset,
  readVoucherFilter,
  sortedBy,
  TEAM_SUBSETS,
  VOUCHER_SUBSETS,
  type VoucherFilter,
  type VoucherSubset,
} from "../../domain/payments/voucher_filter.ts";
import { type Ctx, todayOf } from "../context.ts";
import { lookedAt } from "./looked.ts";

/** How a filter is written in a request: its fields, its dates, its subsets and its columns. */
type Notation = {
  names: FilterFields & { text: string; only: string; sort: string };
  readDate: (text: string) => DateReading;
  readSubset: (text: string) => VoucherSubset | undefined;
  nameOf: ColumnNamer;
};
const OF_PAGES: Notation = {
  names: { from: "desde", to: "hasta", text: "texto", only: "solo", sort: "orden" },
  readDate: readTypedDate,
  readSubset,
  nameOf: columnSlug,
};
const OF_SCRIPTS: Notation = {
  names: { from: "from", to: "to", text: "text", only: "only", sort: "sort" },
  readDate: readIsoDate,
  readSubset: (text) => VOUCHER_SUBSETS.find((subset) => subset === text),
  nameOf: ({ key }) => key,
};

/** What an address may say in one field. */
export const typed = z.string().max(60).optional();
const method = z.string().max(300).optional();
/** Longer than any text that is looked for, so that one that is too long comes back as it was typed. */
const text = z.string().max(2000).optional();

/** The filter of Consulta de Pagos as addresses have it. */
export const FILTER = z.object({
  desde: typed,
  hasta: typed,
  solo: typed,
  forma: method,
  texto: text,
  orden: typed,
});
export type TypedFilter = z.infer<typeof FILTER>;

/** The same as scripts write it. */
export const SCRIPT_FILTER = z.object({
  from: typed,
  to: typed,
  only: typed,
  paymentMethod: method,
  text,
  sort: typed,
});

/** The list that a page about a voucher leads back to. */
export const WAY_BACK = FILTER.extend({ lista: typed });

/** The filter in the address of a page. */
export function readTyped(c: Ctx, query: TypedFilter): FilterReading {
  const { desde: from, hasta: to, solo: only, forma: paymentMethod, texto, orden } = query;
  return readFilter(c, { from, to, only, paymentMethod, text: texto, sort: orden }, OF_PAGES);
}

/** The filter that a script asks with; a Problem where something is wrong. */
export function readScriptFilter(
  c: Ctx,
  query: z.infer<typeof SCRIPT_FILTER>,
): VoucherFilter {
  const reading = readFilter(c, query, OF_SCRIPTS);
  if ("errors" in reading) throw new Problem("invalid", "", reading.errors);
  return reading.filter;
}

/** Reads a filter; errors where something is wrong that a person typed. */
function readFilter(
  c: Ctx,
  typed: z.infer<typeof SCRIPT_FILTER>,
  notation: Notation,
): FilterReading {
  const { from = "", to = "", paymentMethod = "", text = "" } = typed;
  const { names, readDate } = notation;
  const reading = readVoucherFilter({ from, to }, todayOf(c), names, readDate);
  const narrowing = readNarrowing({ paymentMethod, text }, names.text);
  const errors = [reading, narrowing].flatMap((one) => "errors" in one ? one.errors : []);
  if ("errors" in reading || "errors" in narrowing) return { errors };
  const of = lookedAt(c);
  const filter = { ...reading.filter, ...narrowing, ...(of && { of }) };
  return { filter: chosen(filter, typed, notation) };
}

/** The subset and the order of a filter, which are chosen, not typed. */
function chosen(
  filter: VoucherFilter,
  { only = "", sort = "" }: z.infer<typeof SCRIPT_FILTER>,
  { names, nameOf, readSubset }: Notation,
): VoucherFilter {
  const subset = readSubset(only);
  const isOpen = subset !== undefined && !(filter.of && TEAM_SUBSETS.includes(subset));
  if (only !== "" && !isOpen) throw unknown(names.only);
  const narrowed = { ...filter, ...(subset && { only: subset }) };
  if (sort === "") return narrowed;
  const order = readSort(sort, VOUCHER_COLUMNS, nameOf);
  if (!order) throw unknown(names.sort);
  return sortedBy(narrowed, order);
}

function unknown(field: string): Problem {
  const errors: FieldError[] = [{ field, message: "Ese filtro no existe." }];
  return new Problem("invalid", "Ese filtro no existe.", errors);
}

/** The page that a number in the address names. */
export function pageOf(typed: string | undefined): number {
  const page = readPage(typed);
  if (page === undefined) throw new Problem("invalid", "Esa página no existe.");
  return page;
}
