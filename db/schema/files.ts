import { sql } from "drizzle-orm";
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";

/**
 * What people send, whatever it belongs to. Each noun says in a table of its own which of its rows
 * has which file.
 */
export const files = sqliteTable("files", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  kind: text("kind", { enum: ["pdf", "png", "jpeg", "xlsx", "csv"] }).notNull(),
  size: integer("size").notNull(),
  /** Since when no row has it, so that it may be removed; null where one has. */
  leftAt: integer("left_at"),
}, (table) => [
  check("files_kind", sql`${table.kind} IN ('pdf', 'png', 'jpeg', 'xlsx', 'csv')`),
  index("files_left").on(table.leftAt).where(sql`left_at IS NOT NULL`),
]);

/** The bytes of a file in parts, because a row and a request of a remote database have a limit. */
export const fileParts = sqliteTable("file_parts", {
  fileId: text("file_id").notNull().references(() => files.id),
  partNumber: integer("part_number").notNull(),
  bytes: blob("bytes").notNull(),
}, (table) => [primaryKey({ columns: [table.fileId, table.partNumber] })]);
