import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * An answer that was given to a request with an Idempotency-Key, so that a repeated request gets it
 * again; without status and body while the first one is still being answered.
 */
export const idempotencyKeys = sqliteTable("idempotency_keys", {
  scope: text("scope").notNull(),
  key: text("key").notNull(),
  requestSha256: text("request_sha256").notNull(),
  responseStatus: integer("response_status"),
  responseBody: text("response_body"),
  createdAt: integer("created_at").notNull(),
}, (table) => [
  primaryKey({ columns: [table.scope, table.key] }),
  index("idempotency_keys_by_age").on(table.createdAt),
]);
