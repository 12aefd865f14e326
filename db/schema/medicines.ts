import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { files } from "./files.ts";

/**
 * Lines of formulas that were not delivered whole, as the last load of Medicamentos Pendientes left
 * them. Whose they are is a document and no reference: they may come before the person does.
 */
export const pendingMedicines = sqliteTable("pending_medicines", {
  /** The person, the formula and the medicine: `CC 123 · F-77 · 19935311-2`. */
  code: text("code").primaryKey(),
  /** Names the line in addresses; says nothing of it, and stays its own when an undo puts it back. */
  handle: text("handle").notNull().unique(),
  documentType: text("document_type").notNull(),
  documentNumber: text("document_number").notNull(),
  formulaNumber: text("formula_number").notNull(),
  formulaOn: text("formula_on").notNull(),
  pendingSince: integer("pending_since").notNull(),
  cumCode: text("cum_code"),
  medicine: text("medicine").notNull(),
  presentation: text("presentation"),
  orderedQuantity: integer("ordered_quantity").notNull(),
  deliveredQuantity: integer("delivered_quantity").notNull(),
  pointCode: text("point_code"),
  isAnnulled: integer("is_annulled", { mode: "boolean" }).notNull(),
  deliveredOn: text("delivered_on"),
}, (table) => [
  check("pending_medicines_formula_on", sql`${table.formulaOn} IS date(${table.formulaOn})`),
  check(
    "pending_medicines_quantities",
    sql`${table.orderedQuantity} > 0
      AND ${table.deliveredQuantity} BETWEEN 0 AND ${table.orderedQuantity}`,
  ),
  index("pending_medicines_owed").on(table.documentType, table.documentNumber, table.pendingSince)
    .where(sql`is_annulled = 0 AND delivered_quantity < ordered_quantity`),
]);

/**
 * What affiliates ask for: a medicine that is owed, brought home or collected elsewhere, or one by a
 * formula that they send. The person and the pending line are named by values that are never given
 * again, without references: an undo of a load may remove both.
 */
export const medicineRequests = sqliteTable("medicine_requests", {
  folio: text("folio").primaryKey(),
  /** Comes with the form: the same id again makes no second request. */
  formId: text("form_id").notNull().unique(),
  affiliateId: integer("affiliate_id").notNull(),
  /** Who asked: the affiliate, or somebody who acts for her. */
  requestedBy: integer("requested_by").notNull().references(() => users.id),
  /** The pending line that is asked for; null where she sent a formula. */
  pendingHandle: text("pending_handle"),
  formulaNumber: text("formula_number").notNull(),
  formulaOn: text("formula_on").notNull(),
  asked: text("asked").notNull(),
  way: text("way", { enum: ["home", "point"] }).notNull(),
  address: text("address"),
  phone: text("phone"),
  pointCode: text("point_code"),
  state: text("state", { enum: ["received", "scheduled", "delivered", "refused"] }).notNull(),
  scheduledOn: text("scheduled_on"),
  reason: text("reason"),
  createdAt: integer("created_at").notNull(),
  /** When the promised hours end; what the staff looks at first. */
  dueAt: integer("due_at").notNull(),
  changedAt: integer("changed_at").notNull(),
}, (table) => [
  check("medicine_requests_formula_on", sql`${table.formulaOn} IS date(${table.formulaOn})`),
  check(
    "medicine_requests_way",
    sql`CASE ${table.way} WHEN 'home' THEN ${table.address} IS NOT NULL AND ${table.phone} IS NOT NULL
      WHEN 'point' THEN ${table.pointCode} IS NOT NULL ELSE 0 END`,
  ),
  check(
    "medicine_requests_state",
    sql`CASE ${table.state} WHEN 'scheduled' THEN ${table.scheduledOn} IS NOT NULL
      WHEN 'refused' THEN ${table.reason} IS NOT NULL
      ELSE ${table.state} IN ('received', 'delivered') END`,
  ),
  uniqueIndex("medicine_requests_under_way").on(table.pendingHandle)
    .where(sql`state IN ('received', 'scheduled')`),
  index("medicine_requests_by_asker").on(table.requestedBy),
  index("medicine_requests_of_affiliate").on(table.affiliateId, sql`created_at DESC`),
  index("medicine_requests_queue").on(table.dueAt, table.folio)
    .where(sql`state IN ('received', 'scheduled')`),
  index("medicine_requests_done").on(table.changedAt, table.folio)
    .where(sql`state IN ('delivered', 'refused')`),
]);

/** The pictures of a formula that came with a request. */
export const medicineRequestFiles = sqliteTable("medicine_request_files", {
  folio: text("folio").notNull().references(() => medicineRequests.folio),
  fileId: text("file_id").notNull().references(() => files.id),
}, (table) => [
  primaryKey({ columns: [table.folio, table.fileId] }),
  uniqueIndex("medicine_request_files_by_file").on(table.fileId),
]);
