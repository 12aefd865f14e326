import { addDays, addYears, type CivilDate, type DateReading } from "../dates.ts";
import type { FieldError } from "../errors.ts";

/** The one filter of the payment enquiry: it drives query, links and downloads. Both ends count. */
export type VoucherFilter = { from: CivilDate; to: CivilDate };

export const MAX_RANGE_YEARS = 10;
const DEFAULT_RANGE_DAYS = 90;

export type FilterFields = { from: string; to: string };
export type FilterReading = { filter: VoucherFilter } | { errors: FieldError[] };

/**
 * Judges two typed dates. Both empty means the last 90 days; `names` are the fields' own names, so
 * that each error stands beside its field; `read` reads one date of the caller's notation.
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
