import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";
import { providers } from "./payments.ts";

/**
 * A token by which a program asks for a provider's data, or loads payments in the name of a member
 * of the treasury; only its SHA-256 is stored.
 */
export const apiTokens = sqliteTable("api_tokens", {
  tokenSha256: text("token_sha256").primaryKey(),
  /** Names the token in forms, and is no secret. */
  handle: text("handle").notNull().unique(),
  /** Whose data it is for; null where it works in the name of a member of the staff. */
  providerId: integer("provider_id").references(() => providers.id),
  /** Whose rights it has, and loses with them; null where the command line made it. */
  madeBy: integer("made_by").references(() => users.id),
  name: text("name").notNull(),
  /** What it may be used for, as JSON: `["read","download"]`. */
  scopes: text("scopes").notNull(),
  createdAt: integer("created_at").notNull(),
  /** Its last day; null, and only of the command line, where it has none. */
  expiresOn: text("expires_on"),
  revokedAt: integer("revoked_at"),
  lastUsedAt: integer("last_used_at"),
  /** The address from which it was used last. */
  lastUsedPlace: text("last_used_place").notNull().default(""),
  /** When its people were told that it ends soon. */
  warnedAt: integer("warned_at"),
}, (table) => [
  check(
    "api_tokens_owner",
    sql`${table.providerId} IS NOT NULL OR ${table.madeBy} IS NOT NULL`,
  ),
  check("api_tokens_expires_on", sql`${table.expiresOn} IS date(${table.expiresOn})`),
  check("api_tokens_end", sql`${table.expiresOn} IS NOT NULL OR ${table.madeBy} IS NULL`),
  index("api_tokens_by_provider").on(table.providerId, table.createdAt),
  index("api_tokens_by_maker").on(table.madeBy, table.createdAt),
  index("api_tokens_to_warn").on(table.expiresOn)
    .where(sql`warned_at IS NULL AND revoked_at IS NULL`),
]);
