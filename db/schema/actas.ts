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
import { ACTA_STATES, POSITIONS } from "../../domain/reconciliation/acta.ts";
import { users } from "./accounts.ts";
import { files } from "./files.ts";
import { providers } from "./payments.ts";

/**
 * An acta de conciliación, prepared by a provider, answered by the EPS, closed by both. Who signed is
 * stored as a name, because the paper says it whatever becomes of the account.
 */
export const actas = sqliteTable("actas", {
  folio: text("folio").primaryKey(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  cutoffOn: text("cutoff_on").notNull(),
  state: text("state", { enum: ACTA_STATES }).notNull(),
  /** Counts and sums of both sides by state, as JSON. */
  totals: text("totals").notNull(),
  lineCount: integer("line_count").notNull(),
  difference: integer("difference").notNull(),
  createdAt: integer("created_at").notNull(),
  dueOn: text("due_on"),
  sentBy: text("sent_by"),
  sentAt: integer("sent_at"),
  answeredBy: text("answered_by"),
  answeredAt: integer("answered_at"),
  closedBy: text("closed_by"),
  closedAt: integer("closed_at"),
  sha256: text("sha256"),
  /** The acta whose open lines this one began with. */
  continues: text("continues"),
}, (table) => [
  check("actas_state", sql`${table.state} IN ('draft', 'sent', 'answered', 'closed')`),
  check("actas_closed", sql`(${table.state} = 'closed') = (${table.sha256} IS NOT NULL)`),
  index("actas_of_provider").on(table.providerId, sql`created_at DESC`),
  index("actas_by_state").on(table.state, table.dueOn, table.folio),
]);

/** A difference of an acta, in the order of the provider's list. */
export const actaLines = sqliteTable("acta_lines", {
  folio: text("folio").notNull().references(() => actas.folio),
  number: integer("number").notNull(),
  invoiceNumber: text("invoice_number").notNull(),
  listedAmount: integer("listed_amount"),
  paidAmount: integer("paid_amount").notNull(),
  difference: integer("difference").notNull(),
  group: text("group", { enum: ["partial", "different", "garnished", "notFound"] }).notNull(),
  reason: text("reason").notNull(),
  position: text("position", { enum: POSITIONS }),
  note: text("note").notNull().default(""),
  promisedOn: text("promised_on"),
  isDisputed: integer("is_disputed", { mode: "boolean" }).notNull().default(false),
}, (table) => [
  primaryKey({ columns: [table.folio, table.number] }),
  check(
    "acta_lines_position",
    sql`${table.position} IN ('pays', 'paid', 'rejects', 'reviews')`,
  ),
]);

/**
 * The list of a cruce, for a day and for whoever brought it, so that its result has an address. The
 * text is a file.
 */
export const keptLists = sqliteTable("kept_lists", {
  handle: text("handle").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  fileId: text("file_id").notNull().references(() => files.id),
  /** The sheet of a workbook that was read, as JSON. */
  sheet: text("sheet"),
  createdAt: integer("created_at").notNull(),
}, (table) => [
  index("kept_lists_of_user").on(table.userId, sql`created_at DESC`),
  index("kept_lists_by_age").on(table.createdAt),
  index("kept_lists_by_provider").on(table.providerId),
  uniqueIndex("kept_lists_of_file").on(table.fileId),
]);
