import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { providers, voucherRevisions } from "./payments.ts";

/** How the file for the SIIFA is written: each change is a version, and a batch stays with its own. */
export const reportMappings = sqliteTable("report_mappings", {
  version: integer("version").primaryKey(),
  /** `MappedColumn[]` as JSON. */
  columns: text("columns").notNull(),
  /** Payments from before this day are not reported. */
  reportsFrom: text("reports_from").notNull(),
  madeBy: integer("made_by").notNull().references(() => users.id),
  madeAt: integer("made_at").notNull(),
}, (table) => [
  index("report_mappings_by_maker").on(table.madeBy),
  check("report_mappings_from", sql`${table.reportsFrom} IS date(${table.reportsFrom})`),
]);

/** Payments that were reported together, with what their file says of the EPS. */
export const reportBatches = sqliteTable("report_batches", {
  number: integer("number").primaryKey(),
  /** Comes with the form, so that a form that is sent twice makes one batch. */
  handle: text("handle").notNull().unique(),
  /** 0 is the mapping that the portal begins with. */
  mappingVersion: integer("mapping_version").notNull(),
  epsName: text("eps_name").notNull(),
  epsNit: text("eps_nit").notNull(),
  madeBy: integer("made_by").notNull().references(() => users.id),
  madeAt: integer("made_at").notNull(),
  payments: integer("payments").notNull().default(0),
  paidAmount: integer("paid_amount").notNull().default(0),
  undoneAt: integer("undone_at"),
  undoneBy: integer("undone_by").references(() => users.id),
}, (table) => [
  index("report_batches_by_maker").on(table.madeBy),
  index("report_batches_by_undoer").on(table.undoneBy).where(sql`undone_by IS NOT NULL`),
]);

const told = {
  providerId: integer("provider_id").notNull().references(() => providers.id),
  documentNumber: text("document_number").notNull(),
  kind: text("kind", { enum: ["payment", "correction", "annulment"] }).notNull(),
  /** What is told of it: the revision, which never changes. */
  revisionId: integer("revision_id").notNull().references(() => voucherRevisions.id),
  /** The day of the payment, or of its correction or annulment. */
  happenedOn: text("happened_on").notNull(),
};

/** What waits to be reported of a payment, one row each; a switch of its revisions writes it anew. */
export const reportQueue = sqliteTable("report_queue", told, (table) => [
  primaryKey({ columns: [table.providerId, table.documentNumber] }),
  index("report_queue_by_day").on(table.happenedOn, table.providerId, table.documentNumber),
  index("report_queue_by_revision").on(table.revisionId),
  check("report_queue_kind", sql`${table.kind} IN ('payment', 'correction', 'annulment')`),
]);

/** What was reported in each batch. */
export const reportItems = sqliteTable("report_items", {
  batch: integer("batch").notNull().references(() => reportBatches.number),
  ...told,
  /** As the provider was called then. */
  legalName: text("legal_name").notNull(),
}, (table) => [
  primaryKey({ columns: [table.batch, table.providerId, table.documentNumber] }),
  index("report_items_of_voucher").on(table.providerId, table.documentNumber, table.batch),
  index("report_items_by_revision").on(table.revisionId),
  check("report_items_kind", sql`${table.kind} IN ('payment', 'correction', 'annulment')`),
]);
