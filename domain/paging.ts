import type { FieldError } from "./errors.ts";
import { counted, formatCount } from "./thousands.ts";

/** Rows on a page of every list, as the manual's screens have them. */
export const PAGE_SIZE = 21;
/** Lists that grow with the country are counted, and can be paged, so far; what is behind is searched for. */
export const MAX_COUNTED = 10_000;
const LAST_PAGE = 1_000_000;
/** Rows that a script may ask for at once. */
export const MAX_PER_PAGE = 1000;

/** Which page, and how long pages are. */
export type PagePlace = { page: number; perPage: number };

/** One page of a list, and how long the list is. */
export type Paged<Item> = { items: Item[]; total: number; page: number };

/** A page of a list that is in memory whole; a number beyond the last page means the last one. */
export function takePage<Item>(list: Item[], wanted: number, perPage = PAGE_SIZE): Paged<Item> {
  const page = Math.min(wanted, pageCount(list.length, perPage));
  const items = list.slice((page - 1) * perPage, page * perPage);
  return { items, total: list.length, page };
}

/** A page number from 1 on, 1 where none is given, undefined where the text is no page number. */
export function readPage(typed: string | undefined): number | undefined {
  if (typed === undefined || typed === "") return 1;
  if (!/^[1-9]\d{0,6}$/.test(typed)) return undefined;
  return Number(typed) <= LAST_PAGE ? Number(typed) : undefined;
}

/** `57`, and `más de 10.000` where a list was counted no further. */
export function formatSome(count: number): string {
  return count > MAX_COUNTED ? `más de ${formatCount(MAX_COUNTED)}` : formatCount(count);
}

/** `1 caso`, `57 casos`, `Más de 10.000 casos`: the heading of such a list. */
export function countedSome(count: number, one: string, many: string): string {
  return count > MAX_COUNTED
    ? `Más de ${counted(MAX_COUNTED, one, many)}`
    : counted(count, one, many);
}

export function pageCount(total: number, perPage = PAGE_SIZE): number {
  return Math.max(1, Math.ceil(total / perPage));
}

type TypedPlace = { page?: string | undefined; perPage?: string | undefined };

/** The page that a script asks for; without numbers it is the first one, as long as on screen. */
export function readPagePlace(typed: TypedPlace): { place: PagePlace } | { errors: FieldError[] } {
  const page = readPage(typed.page);
  const perPage = typed.perPage === undefined ? PAGE_SIZE : readPage(typed.perPage);
  const errors = [
    page === undefined && { field: "page", message: "Debe ser un entero desde 1." },
    (perPage === undefined || perPage > MAX_PER_PAGE) &&
    { field: "perPage", message: `Debe ser un entero de 1 a ${MAX_PER_PAGE}.` },
  ].filter((error) => error !== false);
  if (page === undefined || perPage === undefined || errors.length > 0) return { errors };
  return { place: { page, perPage } };
}
