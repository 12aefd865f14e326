import { and, desc, eq, gte, isNull, lte, sql } from "drizzle-orm";
import { addYears, type CivilDate, startOfMonth } from "../domain/dates.ts";
import type { PortalFigures } from "../domain/portal.ts";
import type { Provider } from "../domain/providers/provider.ts";
import type { Db } from "./client.ts";
import { answeredQuery } from "./inquiries/inquiries.ts";
import { users, voucherRevisions as vouchers } from "./schema.ts";
import { toStoredVoucher } from "./payments/voucher_row.ts";

const MOST_DIFFERENCES = 5;

/** The figures of a provider's first page, and whether this person has no passkey; one round trip. */
export async function findPortalFigures(
  db: Db,
  provider: Provider,
  today: CivilDate,
  userId: number,
): Promise<PortalFigures> {
  const standing = and(
    eq(vouchers.providerId, provider.id),
    sql`is_current = 1`,
    eq(vouchers.isAnnulled, false),
  );
  const unapplied =
    sql`coalesce(${vouchers.unappliedAmount}, 0) + coalesce(${vouchers.unappliedAdvanceAmount}, 0)`;
  const [last, [month], [open], differences, offer, [answered]] = await db.batch([
    db.select().from(vouchers).where(standing).orderBy(...newestFirst()).limit(1),
    db.select({
      count: sql<number>`count(*)`,
      paidAmount: sql<number>`coalesce(sum(${vouchers.paidAmount}), 0)`,
    }).from(vouchers).where(
      and(standing, gte(vouchers.paidOn, startOfMonth(today)), lte(vouchers.paidOn, today)),
    ),
    db.select({
      count: sql<number>`count(*) FILTER (WHERE ${unapplied} <> 0)`,
      amount: sql<number>`coalesce(sum(${unapplied}), 0)`,
    }).from(vouchers).where(standing),
    db.select().from(vouchers).where(and(
      standing,
      gte(vouchers.paidOn, addYears(today, -1)),
      sql`${vouchers.settlementCount} > 0`,
      sql`${vouchers.paidAmount} <> ${vouchers.sumPaidAmount} + ${unapplied}`,
    )).orderBy(...newestFirst()).limit(MOST_DIFFERENCES),
    db.select({ id: users.id }).from(users).where(and(
      eq(users.id, userId),
      isNull(users.passkeyOfferClosedAt),
      sql`NOT EXISTS (SELECT 1 FROM passkeys WHERE passkeys.user_id = ${users.id})`,
    )),
    answeredQuery(db, provider),
  ]);
  return {
    last: last.map(toStoredVoucher)[0],
    month: month ?? { count: 0, paidAmount: 0 },
    unapplied: open ?? { count: 0, amount: 0 },
    differences: differences.map(toStoredVoucher),
    offersPasskey: offer.length > 0,
    answeredInquiries: answered?.count ?? 0,
  };
}

function newestFirst() {
  return [desc(vouchers.paidOn), desc(vouchers.documentNumber)];
}
