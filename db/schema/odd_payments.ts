import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { sql } from "drizzle-orm";
import { loads } from "./loads.ts";
import { voucherRevisions } from "./payments.ts";

/**
 * What looks odd in the payments of a load (`OddKind`): its voucher, the invoice where it is about
 * one (else empty), and the voucher beside which it is odd. `amount` is what it may cost.
 */
export const loadOddPayments = sqliteTable("load_odd_payments", {
  loadId: text("load_id").notNull().references(() => loads.id),
  kind: text("kind").notNull(),
  revisionId: integer("revision_id").notNull().references(() => voucherRevisions.id),
  invoiceKey: text("invoice_key").notNull().default(""),
  otherId: integer("other_id").references(() => voucherRevisions.id),
  amount: integer("amount").notNull(),
}, (table) => [
  primaryKey({ columns: [table.loadId, table.kind, table.revisionId, table.invoiceKey] }),
  check(
    "load_odd_payments_kind",
    sql`${table.kind} IN ('dosVeces', 'deMas', 'repetidos', 'fechas', 'cuentas')`,
  ),
  index("load_odd_payments_by_amount").on(table.loadId, table.kind, table.amount),
  index("load_odd_payments_by_revision").on(table.revisionId),
  index("load_odd_payments_by_other").on(table.otherId).where(sql`other_id IS NOT NULL`),
]);
