import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";

/** A token by which a member of the treasury loads payments from a program; only its SHA-256 is stored. */
export const staffTokens = sqliteTable("staff_tokens", {
  tokenSha256: text("token_sha256").primaryKey(),
  /** Names the token in forms, and is no secret. */
  handle: text("handle").notNull().unique(),
  userId: integer("user_id").notNull().references(() => users.id),
  name: text("name").notNull(),
  /** What it may be used for, as JSON: `["loads"]`. */
  scopes: text("scopes").notNull(),
  createdAt: integer("created_at").notNull(),
  /** Its last day. */
  expiresOn: text("expires_on").notNull(),
  revokedAt: integer("revoked_at"),
  lastUsedAt: integer("last_used_at"),
}, (table) => [
  check("staff_tokens_expires_on", sql`${table.expiresOn} IS date(${table.expiresOn})`),
  index("staff_tokens_by_user").on(table.userId, table.createdAt),
]);
