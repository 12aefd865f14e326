import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { VOUCHER_CHANGES } from "../../domain/payments/change.ts";
import { providers } from "./payments.ts";

/**
 * What last became of each voucher that a provider could ever see, also of one that an undo took
 * away; a later change takes the place of an earlier one. `version` is that of the provider's data
 * (`data_version`) since the change, so with the number it is a row's place in the log; `changed_at`
 * is when the load was published that brought it. The migration makes the table WITHOUT ROWID by hand.
 */
export const changeLog = sqliteTable("change_log", {
  providerId: integer("provider_id").notNull().references(() => providers.id),
  documentNumber: text("document_number").notNull(),
  version: integer("version").notNull(),
  change: text("change", { enum: VOUCHER_CHANGES }).notNull(),
  changedAt: integer("changed_at").notNull(),
}, (table) => [
  primaryKey({ columns: [table.providerId, table.documentNumber] }),
  check(
    "change_log_change",
    sql`${table.change} IN ('posted', 'scheduled', 'corrected', 'annulled', 'returned', 'removed')`,
  ),
  index("change_log_by_version").on(table.providerId, table.version, table.documentNumber),
]);
