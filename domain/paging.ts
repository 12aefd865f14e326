import { PAGE_SIZE, pageCount } from "./payments/voucher_filter.ts";

/** One page of a list, and how long the list is. */
export type Paged<Item> = { items: Item[]; total: number; page: number; pages: number };

/** A page of a list that is at hand whole; a number behind the last page means the last one. */
export function takePage<Item>(list: Item[], wanted: number, perPage = PAGE_SIZE): Paged<Item> {
  const pages = pageCount(list.length, perPage);
  const page = Math.min(wanted, pages);
  const items = list.slice((page - 1) * perPage, page * perPage);
  return { items, total: list.length, page, pages };
}
