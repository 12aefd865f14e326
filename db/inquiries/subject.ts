import { CURRENT_VOUCHER, isCurrentVoucher, type VoucherKey } from "../payments/current_voucher.ts";
import { and, eq, sql } from "drizzle-orm";
import { unappliedOf } from "../../domain/inquiries/thread.ts";
import type { Cents } from "../../domain/money.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { InquirySubject } from "../../domain/inquiries/subject.ts";
import type { Db } from "../client.ts";
import { askTogether, question, type Values } from "../question.ts";
import {
  inquiries,
  inquiryProposals,
  settlements,
  voucherRevisions as vouchers,
} from "../schema.ts";
import { STORED_SETTLEMENT } from "../payments/settlement_row.ts";

/** A provider's voucher, and a line of it where one is named; undefined where it has none such. One round trip. */
export async function findInquirySubject(
  db: Db,
  provider: Provider,
  documentNumber: string,
  lineNumber?: number,
): Promise<InquirySubject | undefined> {
  const asked = { provider: provider.id, documentNumber };
  const [[voucher], [line], proposals] = await askTogether(
    db,
    CURRENT_VOUCHER(asked),
    LINE({ ...asked, lineNumber: lineNumber ?? 0 }),
    PROPOSALS(asked),
  );
  if (!voucher || (lineNumber !== undefined && !line)) return undefined;
  return { voucher, line, available: availableOf(voucher, proposals) };
}

const LINE = question(
  STORED_SETTLEMENT,
  (select, key: Values<VoucherKey & { lineNumber: number }>) =>
    select.from(vouchers).innerJoin(settlements, eq(settlements.revisionId, vouchers.id))
      .where(and(isCurrentVoucher(key), eq(settlements.lineNumber, key.lineNumber))),
);

const PROPOSALS = question(
  {
    state: inquiryProposals.state,
    inquiryState: inquiries.state,
    total: inquiryProposals.total,
    unapplied: sql<
      number
    >`${inquiryProposals.unappliedAmount} + ${inquiryProposals.unappliedAdvanceAmount}`,
  },
  (select, { provider, documentNumber }: Values<VoucherKey>) =>
    select.from(inquiries)
      .innerJoin(inquiryProposals, eq(inquiryProposals.folio, inquiries.folio))
      .where(and(
        eq(inquiries.providerId, provider),
        eq(inquiries.documentNumber, documentNumber),
      )),
);

type Held = { state: string; inquiryState: string; total: Cents; unapplied: Cents };

/**
 * A waiting proposal reserves its money; an accepted one does so until a load applies it, which
 * changes the voucher's unapplied money.
 */
function availableOf(voucher: StoredVoucher, proposals: Held[]): Cents {
  const unapplied = unappliedOf(voucher);
  const held = proposals.filter(({ state, inquiryState, unapplied: then }) =>
    state === "proposed" ? inquiryState !== "closed" : state === "accepted" && then === unapplied
  ).reduce((sum, { total }) => sum + total, 0);
  return Math.max(0, unapplied - held);
}
