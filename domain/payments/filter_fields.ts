import { formatDate } from "../dates.ts";
import type { SortColumn } from "./columns.ts";
import { writeSort } from "./sorting.ts";
import { type PaymentFilter, SUBSET_WORDS } from "./voucher_filter.ts";

/** The fields of Consulta de Pagos, in addresses and in forms. */
export const FILTER_FIELDS = ["desde", "hasta", "solo", "forma", "texto", "orden"] as const;
export type FilterField = typeof FILTER_FIELDS[number];

/** What somebody typed or chose, field by field. */
export type TypedFields = Partial<Record<FilterField, string | undefined>>;

/** A filter as the fields that it is read from; what it does not narrow is left out. */
export function filterFields<Key extends string>(
  filter: PaymentFilter<Key>,
  columns: readonly SortColumn<Key>[],
): TypedFields {
  const { from, to, only, paymentMethod, text, sort } = filter;
  return {
    desde: formatDate(from),
    hasta: formatDate(to),
    ...(only && { solo: SUBSET_WORDS[only].key }),
    ...(paymentMethod !== undefined && { forma: paymentMethod }),
    ...(text !== undefined && { texto: text }),
    ...(sort && { orden: writeSort(sort, columns) }),
  };
}

/** What a filter is narrowed to beyond its dates, in words; none where all of its days are shown. */
export function describeNarrowing({ only, paymentMethod, text }: PaymentFilter<string>): string[] {
  return [
    only && SUBSET_WORDS[only].name,
    paymentMethod !== undefined && `Forma de Pago: ${paymentMethod}`,
    text !== undefined && `Con “${text}”`,
  ].filter((words) => typeof words === "string");
}
