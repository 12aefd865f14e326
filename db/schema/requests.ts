import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { providers } from "./payments.ts";

/**
 * A provider without an address on file asks to be registered, with what it knows of one payment.
 * Amounts of giro directo are public, so a right answer is a hint for the staff and no proof.
 */
export const registrationRequests = sqliteTable("registration_requests", {
  folio: text("folio").primaryKey(),
  nit: text("nit").notNull(),
  providerId: integer("provider_id").references(() => providers.id),
  documentNumber: text("document_number").notNull(),
  paidAmount: integer("paid_amount").notNull(),
  representativeId: text("representative_id").notNull(),
  contactName: text("contact_name").notNull(),
  contactPhone: text("contact_phone").notNull(),
  contactEmail: text("contact_email").notNull(),
  /** Whether the provider has such a voucher of the last twelve months, of exactly this amount. */
  isPaymentRight: integer("is_payment_right", { mode: "boolean" }).notNull(),
  createdAt: integer("created_at").notNull(),
  dueOn: text("due_on").notNull(),
  state: text("state", { enum: ["open", "approved", "rejected"] }).notNull(),
  decidedAt: integer("decided_at"),
  decidedBy: integer("decided_by").references(() => users.id),
  note: text("note").notNull().default(""),
}, (table) => [
  check(
    "registration_requests_state",
    sql`${table.state} IN ('open', 'approved', 'rejected')`,
  ),
  index("registration_requests_by_state").on(table.state, table.createdAt),
  index("registration_requests_decided").on(table.decidedAt).where(sql`decided_at IS NOT NULL`),
  index("registration_requests_by_decider").on(table.decidedBy),
  index("registration_requests_by_provider").on(table.providerId),
]);

/**
 * Contact data that an affiliate asks to have on file: from her account, or, where the EPS has no
 * address of her, with her document and birth date. No foreign key to the affiliate: an undo of a load
 * removes people.
 */
export const contactRequests = sqliteTable("contact_requests", {
  folio: text("folio").primaryKey(),
  /** Null where what was typed is nobody's. */
  affiliateId: integer("affiliate_id"),
  documentType: text("document_type").notNull(),
  documentNumber: text("document_number").notNull(),
  bornOn: text("born_on").notNull(),
  /** Whose account asked; null where nobody was signed in. */
  askedBy: integer("asked_by").references(() => users.id),
  email: text("email"),
  phone: text("phone"),
  address: text("address"),
  createdAt: integer("created_at").notNull(),
  dueOn: text("due_on").notNull(),
  state: text("state", { enum: ["open", "approved", "rejected"] }).notNull(),
  decidedAt: integer("decided_at"),
  decidedBy: integer("decided_by").references(() => users.id),
  note: text("note").notNull().default(""),
}, (table) => [
  check("contact_requests_state", sql`${table.state} IN ('open', 'approved', 'rejected')`),
  index("contact_requests_by_state").on(table.state, table.createdAt),
  index("contact_requests_decided").on(table.decidedAt).where(sql`decided_at IS NOT NULL`),
  index("contact_requests_by_decider").on(table.decidedBy),
  index("contact_requests_by_asker").on(table.askedBy),
  index("contact_requests_by_document").on(table.documentType, table.documentNumber),
]);

/** What a person asks about the data stored about her (Ley 1581, arts. 8, 14 and 15). */
export const dataRequests = sqliteTable("data_requests", {
  folio: text("folio").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  kind: text("kind", { enum: ["consulta", "correccion", "supresion"] }).notNull(),
  text: text("text").notNull(),
  createdAt: integer("created_at").notNull(),
  dueOn: text("due_on").notNull(),
  answeredAt: integer("answered_at"),
  answeredBy: integer("answered_by").references(() => users.id),
  answer: text("answer").notNull().default(""),
}, (table) => [
  check("data_requests_kind", sql`${table.kind} IN ('consulta', 'correccion', 'supresion')`),
  index("data_requests_by_user").on(table.userId, table.createdAt),
  index("data_requests_by_answerer").on(table.answeredBy),
  index("data_requests_by_due").on(table.answeredAt, table.dueOn),
]);
