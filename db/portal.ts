import { and, between, desc, eq, gte, type SQL, sql } from "drizzle-orm";
import { addYears, type CivilDate, startOfMonth } from "../domain/dates.ts";
import type { PortalFigures } from "../domain/portal.ts";
import type { Provider } from "../domain/providers/provider.ts";
import { PASSKEY_OFFER } from "./accounts/passkeys.ts";
import type { Db } from "./client.ts";
import { ANSWERED } from "./inquiries/inquiries.ts";
import { askTogether, question, type Values } from "./question.ts";
import { voucherRevisions as vouchers } from "./schema.ts";
import { STORED_VOUCHER } from "./payments/voucher_row.ts";
import {
  IS_DIFFERENT,
  IS_STANDING,
  IS_UNAPPLIED,
  UNAPPLIED_AMOUNT,
} from "./payments/voucher_subsets.ts";

const MAX_DIFFERENCES = 5;

/** The figures of a provider's first page, and whether this person has no passkey; one round trip. */
export async function findPortalFigures(
  db: Db,
  provider: Provider,
  today: CivilDate,
  userId: number,
): Promise<PortalFigures> {
  const since = { provider: provider.id };
  const [[last], [month], [open], differences, offer, [answered]] = await askTogether(
    db,
    LAST(since),
    MONTH({ ...since, from: startOfMonth(today), to: today }),
    UNAPPLIED(since),
    DIFFERENCES({ ...since, from: addYears(today, -1) }),
    PASSKEY_OFFER({ userId }),
    ANSWERED(since),
  );
  return {
    last,
    month: month ?? { count: 0, paidAmount: 0 },
    unapplied: open ?? { count: 0, amount: 0, from: null, to: null },
    differences,
    offersPasskey: offer.length > 0,
    answeredInquiries: answered?.count ?? 0,
  };
}

type OfProvider = { provider: number };

function isStanding({ provider }: Values<OfProvider>): SQL | undefined {
  return and(
    eq(vouchers.providerId, provider),
    sql`is_current = 1`,
    IS_STANDING,
  );
}

const LAST = question(
  STORED_VOUCHER,
  (select, of: Values<OfProvider>) =>
    select.from(vouchers).where(isStanding(of)).orderBy(...newestFirst()).limit(1),
);

const MONTH = question(
  {
    count: sql<number>`count(*)`,
    paidAmount: sql<number>`coalesce(sum(${vouchers.paidAmount}), 0)`,
  },
  (select, of: Values<OfProvider & { from: CivilDate; to: CivilDate }>) =>
    select.from(vouchers).where(and(isStanding(of), between(vouchers.paidOn, of.from, of.to))),
);

const UNAPPLIED = question(
  {
    count: sql<number>`count(*) FILTER (WHERE ${IS_UNAPPLIED})`,
    amount: sql<number>`coalesce(sum(${UNAPPLIED_AMOUNT}), 0)`,
    from: sql<CivilDate | null>`min(${vouchers.paidOn}) FILTER (WHERE ${IS_UNAPPLIED})`,
    to: sql<CivilDate | null>`max(${vouchers.paidOn}) FILTER (WHERE ${IS_UNAPPLIED})`,
  },
  (select, of: Values<OfProvider>) => select.from(vouchers).where(isStanding(of)),
);

const DIFFERENCES = question(
  STORED_VOUCHER,
  (select, of: Values<OfProvider & { from: CivilDate }>) =>
    select.from(vouchers).where(and(
      isStanding(of),
      gte(vouchers.paidOn, of.from),
      IS_DIFFERENT,
    )).orderBy(...newestFirst()).limit(MAX_DIFFERENCES),
);

function newestFirst() {
  return [desc(vouchers.paidOn), desc(vouchers.documentNumber)];
}
