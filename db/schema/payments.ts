import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { VOUCHER_STATES } from "../../domain/payments/voucher_state.ts";
import { accountKey, folded } from "./generated.ts";
import { loads } from "./loads.ts";

/*
 * Amounts are integer centavos, dates `yyyy-MM-dd`, instants milliseconds since 1970 (UTC).
 * The migrations make every table STRICT; drizzle-kit cannot say so, so it is added by hand.
 */

/** Facts about this database itself: `kind` is `demo` in a database of demo data. */
export const instance = sqliteTable("instance", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});

/** A provider is listed from the first published load of Prestadores that has it. */
export const providers = sqliteTable("providers", {
  id: integer("id").primaryKey(),
  nit: text("nit").notNull().unique(),
  legalName: text("legal_name").notNull(),
  representativeId: text("representative_id"),
  representativeName: text("representative_name"),
  email: text("email"),
  phone: text("phone"),
  daneCode: text("dane_code"),
  municipality: text("municipality"),
  department: text("department"),
  isListed: integer("is_listed", { mode: "boolean" }).notNull(),
  /**
   * Since when nobody can work for this provider, by a decision of the staff; null where its access
   * is open.
   */
  accessClosedAt: integer("access_closed_at"),
  /** Grows with every load and every mark that changes what the provider sees of its payments. */
  dataVersion: integer("data_version").notNull().default(0),
  /**
   * The text that the staff's search looks in; it begins with the name, so that its index orders by
   * name.
   */
  searchText: text("search_text").generatedAlwaysAs(
    () => folded("legal_name || ' ' || nit || ' ' || coalesce(municipality, '')"),
    { mode: "virtual" },
  ),
}, (table) => [
  check(
    "providers_nit",
    sql`${table.nit} NOT GLOB '*[^0-9]*' AND length(${table.nit}) BETWEEN 5 AND 15`,
  ),
  index("providers_by_search").on(table.searchText),
]);

/**
 * A voucher as one load left it. Exactly one revision of a voucher is current; publishing a load
 * switches which, and an undo switches back. Sums over its settlements are stored here, so that no
 * page ever counts lines.
 */
export const voucherRevisions = sqliteTable("voucher_revisions", {
  id: integer("id").primaryKey(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  loadId: text("load_id").notNull().references(() => loads.id),
  replacesId: integer("replaces_id"),
  isCurrent: integer("is_current", { mode: "boolean" }).notNull(),
  documentNumber: text("document_number").notNull(),
  paidOn: text("paid_on").notNull(),
  bankName: text("bank_name"),
  accountType: text("account_type"),
  accountNumber: text("account_number"),
  paymentMethod: text("payment_method").notNull(),
  paidAmount: integer("paid_amount").notNull(),
  unappliedAmount: integer("unapplied_amount"),
  unappliedAdvanceAmount: integer("unapplied_advance_amount"),
  state: text("state", { enum: VOUCHER_STATES }).notNull().default("standing"),
  /** When and why the bank gave the payment back (Estado Devuelto). */
  returnedOn: text("returned_on"),
  returnReason: text("return_reason"),
  settlementCount: integer("settlement_count").notNull(),
  settlementsDigest: text("settlements_digest").notNull(),
  sumInvoiceAmount: integer("sum_invoice_amount").notNull(),
  sumNetAmount: integer("sum_net_amount").notNull(),
  sumPaidAmount: integer("sum_paid_amount").notNull(),
  sumFinancialDiscount: integer("sum_financial_discount").notNull(),
  sumBalance: integer("sum_balance").notNull(),
  sumGarnishments: integer("sum_garnishments").notNull(),
  sumVat: integer("sum_vat").notNull(),
  sumRetefuente: integer("sum_retefuente").notNull(),
  sumReteIca: integer("sum_rete_ica").notNull(),
  sumReteIva: integer("sum_rete_iva").notNull(),
  sumStampTax: integer("sum_stamp_tax").notNull(),
  sumSettledAmount: integer("sum_settled_amount").notNull(),
  sumCopayment: integer("sum_copayment").notNull(),
  sumModeratingFee: integer("sum_moderating_fee").notNull(),
  accountKey: text("account_key").generatedAlwaysAs(accountKey, { mode: "virtual" }),
}, (table) => [
  foreignKey({
    name: "voucher_revisions_replaces",
    columns: [table.replacesId],
    foreignColumns: [table.id],
  }),
  check(
    "voucher_revisions_state",
    sql`${table.state} IN ('standing', 'annulled', 'returned', 'scheduled')`,
  ),
  check(
    "voucher_revisions_returned",
    sql`(${table.state} = 'returned') = (${table.returnedOn} IS NOT NULL)
      AND (${table.returnedOn} IS NULL) = (${table.returnReason} IS NULL)`,
  ),
  check("voucher_revisions_paid_on", sql`${table.paidOn} IS date(${table.paidOn})`),
  uniqueIndex("voucher_revisions_current").on(table.providerId, table.documentNumber)
    .where(sql`is_current = 1`),
  index("voucher_revisions_list").on(
    table.providerId,
    table.paidOn,
    table.documentNumber,
    table.state,
    table.paidAmount,
    table.unappliedAmount,
    table.unappliedAdvanceAmount,
    table.settlementCount,
    table.sumPaidAmount,
  ).where(sql`is_current = 1`),
  index("voucher_revisions_scheduled").on(
    table.providerId,
    table.paidOn,
    table.documentNumber,
  ).where(sql`is_current = 1 AND state = 'scheduled'`),
  index("voucher_revisions_by_payment").on(
    table.accountKey,
    table.paidOn,
    table.paidAmount,
    table.providerId,
  ).where(sql`is_current = 1`),
  index("voucher_revisions_by_amount").on(table.paidAmount, table.paidOn),
  index("voucher_revisions_by_voucher").on(table.providerId, table.documentNumber),
  index("voucher_revisions_by_number").on(table.documentNumber),
  index("voucher_revisions_by_replaced").on(table.replacesId).where(sql`replaces_id IS NOT NULL`),
  uniqueIndex("voucher_revisions_by_load").on(
    table.loadId,
    table.providerId,
    table.documentNumber,
  ),
]);

/** A line of a revision, numbered from 1 without gaps in the order of its file. */
export const settlements = sqliteTable("settlements", {
  revisionId: integer("revision_id").notNull().references(() => voucherRevisions.id),
  lineNumber: integer("line_number").notNull(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  invoiceKey: text("invoice_key").notNull(),
  documentType: text("document_type").notNull(),
  invoiceNumber: text("invoice_number").notNull(),
  invoiceAmount: integer("invoice_amount").notNull(),
  netAmount: integer("net_amount"),
  paidAmount: integer("paid_amount").notNull(),
  financialDiscount: integer("financial_discount"),
  balance: integer("balance"),
  garnishments: integer("garnishments"),
  vat: integer("vat"),
  retefuente: integer("retefuente"),
  reteIca: integer("rete_ica"),
  reteIva: integer("rete_iva"),
  stampTax: integer("stamp_tax"),
  paymentMethod: text("payment_method"),
  settledOn: text("settled_on"),
  settlementDocument: text("settlement_document"),
  settledAmount: integer("settled_amount"),
  copayment: integer("copayment"),
  moderatingFee: integer("moderating_fee"),
}, (table) => [
  primaryKey({ columns: [table.revisionId, table.lineNumber] }),
  check("settlements_line_number", sql`${table.lineNumber} >= 1`),
  check(
    "settlements_settled_on",
    sql`${table.settledOn} IS NULL OR ${table.settledOn} IS date(${table.settledOn})`,
  ),
  index("settlements_by_invoice").on(table.providerId, table.invoiceKey),
]);
