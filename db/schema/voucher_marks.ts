import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { providers } from "./payments.ts";

/**
 * What a provider's team noted on one of its vouchers for itself. It names the voucher, not a
 * revision: a corrected voucher keeps its mark.
 */
export const voucherMarks = sqliteTable("voucher_marks", {
  providerId: integer("provider_id").notNull().references(() => providers.id),
  documentNumber: text("document_number").notNull(),
  isWorked: integer("is_worked", { mode: "boolean" }).notNull(),
  note: text("note").notNull(),
  markedBy: integer("marked_by").notNull().references(() => users.id),
  markedAt: integer("marked_at").notNull(),
}, (table) => [
  index("voucher_marks_by_user").on(table.markedBy),
  primaryKey({ columns: [table.providerId, table.documentNumber] }),
  check("voucher_marks_note", sql`length(${table.note}) <= 1000`),
]);
