import { Problem } from "../../domain/errors.ts";
import { pageCount, type PagePlace } from "../../domain/paging.ts";
import type { VoucherDetail } from "../../domain/payments/voucher_page.ts";

/** An answer that has one page, which of how many. */
export type Placed<Answer> = Answer & { page: number; pages: number };

export function placed<Answer>(
  answer: Answer,
  { page, perPage }: PagePlace,
  total: number,
): Placed<Answer> {
  return { ...answer, page, pages: pageCount(total, perPage) };
}

/** A voucher and a page of its lines; a Problem where it was not found. */
export function placedDetail<Line>(
  found: VoucherDetail<Line> | undefined,
  place: PagePlace,
): Placed<VoucherDetail<Line>> {
  if (!found) throw noSuchVoucher();
  return placed(found, place, found.voucher.settlementCount);
}

export function noSuchVoucher(): Problem {
  return new Problem("notFound", "No encontramos ese comprobante entre sus pagos.");
}
