import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./accounts.ts";

/** Codes for whoever lost the second factor: each works once, only its SHA-256 is stored. */
export const recoveryCodes = sqliteTable("recovery_codes", {
  codeSha256: text("code_sha256").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  createdAt: integer("created_at").notNull(),
  usedAt: integer("used_at"),
}, (table) => [index("recovery_codes_by_user").on(table.userId)]);

/** A passkey (WebAuthn): the public half of a key that never leaves its device. */
export const passkeys = sqliteTable("passkeys", {
  /** The credential's id in base64url. */
  id: text("id").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  /** In base64. */
  publicKey: text("public_key").notNull(),
  counter: integer("counter").notNull(),
  transports: text("transports").notNull(),
  name: text("name").notNull(),
  createdAt: integer("created_at").notNull(),
  lastUsedAt: integer("last_used_at"),
}, (table) => [index("passkeys_by_user").on(table.userId)]);

/** What a passkey is asked to sign; deleted when it is answered, so that no answer works twice. */
export const passkeyChallenges = sqliteTable("passkey_challenges", {
  challengeSha256: text("challenge_sha256").primaryKey(),
  /** Who registers a passkey; null where somebody signs in. */
  userId: integer("user_id").references(() => users.id),
  expiresAt: integer("expires_at").notNull(),
}, (table) => [
  index("passkey_challenges_by_age").on(table.expiresAt),
  index("passkey_challenges_by_user").on(table.userId),
]);
