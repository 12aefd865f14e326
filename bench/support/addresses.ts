import { isoDay, LONG_LINES, LONG_VOUCHER, PAGE_SIZE, shortVouchers } from "./payments.ts";

export const LAST_PAGE = Math.ceil(LONG_LINES / PAGE_SIZE);
const FEW = 8;
const RANGES = 4;
const MIN_RANGE_DAYS = 25;
const RANGE_LENGTHS = 8;
const LIST_PAGES = 7;
const LAST_START_DAY = 330;
const YEAR = range(0, 364);

/** What htmx says when it asks for the detail alone, and for the list alone. */
export const DETAIL_PART = { "HX-Request": "true", "HX-Target": "section#detalle" };
export const LIST_PART = { "HX-Request": "true", "HX-Target": "div#pagos" };

/** A page of a voucher's lines under a list of all of 2025. */
export function detailAddress(voucher: string, page: number, query = YEAR): string {
  return `/pagos/${voucher}?${query}&pagina=${page}`;
}

/** A few vouchers of one page each. */
export function fewDetails(): string[] {
  return shortVouchers().slice(0, FEW).map((voucher) => detailAddress(voucher, 1));
}

/** Every page of the long voucher and every short voucher, under several ranges: 20,000 addresses. */
export function manyDetails(): string[] {
  const queries = Array.from({ length: RANGES }, (_, index) => range(0, 364 - index));
  return queries.flatMap((query) => [
    ...shortVouchers().map((voucher) => detailAddress(voucher, 1, query)),
    ...Array.from(
      { length: LAST_PAGE - 1 },
      (_, index) => detailAddress(LONG_VOUCHER, index + 1, query),
    ),
  ]);
}

/** One page of a voucher's lines under different ranges, so that no two addresses are alike. */
export function samePage(voucher: string, page: number): string[] {
  return Array.from({ length: LAST_START_DAY }, (_, day) => day).flatMap((day) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((days) => detailAddress(voucher, page, range(day, day + days)))
  );
}

/** The first pages of a month. */
export function fewLists(): string[] {
  return Array.from({ length: FEW }, (_, index) => `/pagos?${range(90, 120)}&pagina=${index + 1}`);
}

/** Pages of ranges of about a month that begin on any day: 18,000 addresses. */
export function manyLists(): string[] {
  const addresses: string[] = [];
  for (let page = 1; page <= LIST_PAGES; page++) {
    for (let length = 0; length < RANGE_LENGTHS; length++) {
      for (let day = 0; day < LAST_START_DAY; day++) {
        const query = range(day, day + MIN_RANGE_DAYS + length);
        addresses.push(`/pagos?${query}&pagina=${page}`);
      }
    }
  }
  return addresses;
}

function range(from: number, to: number): string {
  return `desde=${typed(from)}&hasta=${typed(to)}`;
}

/** A day of 2025 as a person types it. */
function typed(day: number): string {
  return isoDay(day).split("-").reverse().join("/");
}
