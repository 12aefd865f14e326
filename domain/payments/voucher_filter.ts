import { addDays, addYears, type CivilDate, type DateReading } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import type { Nit } from "../nit.ts";
import { lengthProblem } from "../text_length.ts";
import type { VoucherColumnKey } from "./columns.ts";
import type { Sort } from "./sorting.ts";

/**
 * The vouchers that people look for in a range: with money that has no invoice, those that do not
 * add up, those that were annulled, those that the bank gave back, and those that their team is done with or not.
 */
export const VOUCHER_SUBSETS = [
  "unapplied",
  "difference",
  "annulled",
  "returned",
  "worked",
  "unworked",
] as const;
export type VoucherSubset = typeof VOUCHER_SUBSETS[number];

/** Those that only the provider's own people see. */
export const TEAM_SUBSETS: readonly VoucherSubset[] = ["worked", "unworked"];

/** `key` is the subset's name in the address. */
export const SUBSET_WORDS: Record<VoucherSubset, { key: string; name: string }> = {
  unapplied: { key: "pendiente", name: "Con pendiente por aplicar" },
  difference: { key: "diferencia", name: "Con diferencia" },
  annulled: { key: "anulados", name: "Anulados" },
  returned: { key: "devueltos", name: "Devueltos" },
  worked: { key: "trabajados", name: "Trabajados" },
  unworked: { key: "por-trabajar", name: "Por trabajar" },
};

/**
 * The filter of Consulta de Pagos, used by query, links, downloads and JSON alike, in both of its
 * views, which differ in the columns that they are ordered by. Both days are included.
 */
export type PaymentFilter<Key extends string> = {
  from: CivilDate;
  to: CivilDate;
  only?: VoucherSubset;
  paymentMethod?: string;
  /** What a row of the view contains, as it was typed. */
  text?: string;
  /** Undefined is newest first. */
  sort?: Sort<Key>;
  of?: LookedAt;
};

/** Por comprobante: a row is a voucher. */
export type VoucherFilter = PaymentFilter<VoucherColumnKey>;
export type VoucherSort = Sort<VoucherColumnKey>;
export const NEWEST_FIRST: Sort<"paidOn"> = { key: "paidOn", isDescending: true };
export const MAX_FILTER_TEXT = 100;

/** The filter in another order; newest first is no order of its own. */
export function sortedBy<Key extends string>(
  filter: PaymentFilter<Key>,
  sort: Sort<Key>,
): PaymentFilter<Key> {
  const { sort: _before, ...rest } = filter;
  const isUsual = sort.key === NEWEST_FIRST.key && sort.isDescending;
  return isUsual ? rest : { ...rest, sort };
}

/** The filter without order and text, which are of one view alone. */
export function ofBothViews(
  { sort: _sort, text: _text, ...rest }: PaymentFilter<string>,
): PaymentFilter<never> {
  return rest;
}

/** The filter of its dates alone. */
export function withoutNarrowing({ from, to, of }: PaymentFilter<string>): PaymentFilter<never> {
  return { from, to, ...(of && { of }) };
}

/** Whose vouchers the staff looks at, and the load that they wait in: addresses name both. */
export type LookedAt = { nit: Nit; loadId?: string };

export function readSubset(key: string): VoucherSubset | undefined {
  return VOUCHER_SUBSETS.find((subset) => SUBSET_WORDS[subset].key === key);
}

/** What a typed form of payment and a typed text narrow a filter to; `field` is the text's name. */
export function readNarrowing(
  { paymentMethod, text }: { paymentMethod: string; text: string },
  field: string,
): Pick<PaymentFilter<never>, "paymentMethod" | "text"> | { errors: FieldError[] } {
  const message = lengthProblem(text, MAX_FILTER_TEXT);
  if (message) return { errors: [{ field, message }] };
  return {
    ...(paymentMethod !== "" && { paymentMethod }),
    ...(text.trim() !== "" && { text: text.trim() }),
  };
}

export const MAX_RANGE_YEARS = 10;
/** Without dates: today and so many days before. */
export const DEFAULT_RANGE_DAYS = 90;

export type FilterFields = { from: string; to: string };
export type FilterReading<Key extends string = VoucherColumnKey> =
  | { filter: PaymentFilter<Key> }
  | { errors: FieldError[] };

/**
 * Judges two typed dates. Both empty means the last `DEFAULT_RANGE_DAYS`; `names` are the names of
 * the fields, so that each error is shown beside its field; `read` reads a date in the caller's
 * notation.
 */
export function readVoucherFilter(
  typed: { from?: string; to?: string },
  today: CivilDate,
  names: FilterFields,
  read: (text: string) => DateReading,
): FilterReading {
  if (!typed.from?.trim() && !typed.to?.trim()) return { filter: lastDays(today) };
  const from = readEnd(typed.from, "desde la que", names.from, read);
  const to = readEnd(typed.to, "hasta la que", names.to, read);
  if ("date" in from && "date" in to) return judgeRange(from.date, to.date, names);
  return { errors: [from, to].flatMap((end) => "date" in end ? [] : [end]) };
}

/**
 * The range, or its last `MAX_RANGE_YEARS` years where it is longer: what may be asked for at once.
 */
export function widestRange(from: CivilDate, to: CivilDate): VoucherFilter {
  const earliest = addYears(to, -MAX_RANGE_YEARS);
  return { from: from < earliest ? earliest : from, to };
}

export function lastDays(today: CivilDate): VoucherFilter {
  return { from: addDays(today, -DEFAULT_RANGE_DAYS), to: today };
}

function readEnd(
  typed: string | undefined,
  which: string,
  field: string,
  read: (text: string) => DateReading,
): { date: CivilDate } | FieldError {
  if (!typed?.trim()) return { field, message: `Escriba la fecha ${which} quiere buscar.` };
  const reading = read(typed);
  return "date" in reading ? reading : { field, message: reading.problem };
}

function judgeRange(from: CivilDate, to: CivilDate, names: FilterFields): FilterReading {
  if (to < from) {
    return { errors: [{ field: names.to, message: "Hasta debe ser igual o posterior a Desde." }] };
  }
  if (to > addYears(from, MAX_RANGE_YEARS)) {
    const message = `Busque a lo sumo ${MAX_RANGE_YEARS} años de una vez: acerque las fechas.`;
    return { errors: [{ field: names.to, message }] };
  }
  return { filter: { from, to } };
}
