import { and, eq, sql } from "drizzle-orm";
import { unappliedOf } from "../../domain/inquiries/thread.ts";
import type { Cents } from "../../domain/money.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { StoredSettlement } from "../../domain/payments/settlement.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { Db } from "../client.ts";
import {
  inquiries,
  inquiryProposals,
  settlements,
  voucherRevisions as vouchers,
} from "../schema.ts";
import { toSettlement } from "../payments/settlement_row.ts";
import { toStoredVoucher } from "../payments/voucher_row.ts";

/** What an inquiry is about: a voucher, perhaps one of its lines, and the money that may be applied. */
export type InquirySubject = {
  voucher: StoredVoucher;
  line: StoredSettlement | undefined;
  /** Unapplied money that no other proposal asks for. */
  available: Cents;
};

/** A provider's voucher, and a line of it where one is named; undefined where it has none such. One round trip. */
export async function findInquirySubject(
  db: Db,
  provider: Provider,
  documentNumber: string,
  lineNumber?: number,
): Promise<InquirySubject | undefined> {
  const isVoucher = and(
    eq(vouchers.providerId, provider.id),
    eq(vouchers.documentNumber, documentNumber),
    sql`is_current = 1`,
  );
  const revision = db.select({ id: vouchers.id }).from(vouchers).where(isVoucher);
  const [[row], [line], proposals] = await db.batch([
    db.select().from(vouchers).where(isVoucher),
    db.select().from(settlements).where(and(
      eq(settlements.revisionId, sql`(${revision})`),
      eq(settlements.lineNumber, lineNumber ?? 0),
    )),
    proposalsQuery(db, provider, documentNumber),
  ]);
  if (!row || (lineNumber !== undefined && !line)) return undefined;
  const voucher = toStoredVoucher(row);
  return {
    voucher,
    line: line && toSettlement(line, documentNumber),
    available: availableOf(voucher, proposals),
  };
}

function proposalsQuery(db: Db, provider: Provider, documentNumber: string) {
  return db.select({
    state: inquiryProposals.state,
    inquiryState: inquiries.state,
    total: inquiryProposals.total,
    unapplied: sql<
      number
    >`${inquiryProposals.unappliedAmount} + ${inquiryProposals.unappliedAdvanceAmount}`,
  }).from(inquiries).innerJoin(inquiryProposals, eq(inquiryProposals.folio, inquiries.folio))
    .where(and(
      eq(inquiries.providerId, provider.id),
      eq(inquiries.documentNumber, documentNumber),
    ));
}

type Held = { state: string; inquiryState: string; total: Cents; unapplied: Cents };

/**
 * A proposal that waits holds its money; an accepted one does until a load shows that it was
 * applied, which changes what is unapplied.
 */
function availableOf(voucher: StoredVoucher, proposals: Held[]): Cents {
  const unapplied = unappliedOf(voucher);
  const held = proposals.filter(({ state, inquiryState, unapplied: then }) =>
    state === "proposed" ? inquiryState !== "closed" : state === "accepted" && then === unapplied
  ).reduce((sum, { total }) => sum + total, 0);
  return Math.max(0, unapplied - held);
}
