import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

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
