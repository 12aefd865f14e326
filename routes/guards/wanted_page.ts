import { Problem } from "../../domain/errors.ts";
import { PAGE_SIZE, pageCount, readPage } from "../../domain/paging.ts";

const WORDS = "Esa página no existe.";

/** The page of a list that an address asks for, the first where it names none. */
export function wantedPage(typed: string | undefined): number {
  const page = readPage(typed);
  if (page === undefined) throw new Problem("invalid", WORDS);
  return page;
}

/** Refuses a page beyond the end of a list; an empty list has its first page. */
export function requirePage(page: number, total: number, perPage = PAGE_SIZE): void {
  if (page > pageCount(total, perPage)) throw new Problem("notFound", WORDS);
}
