import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { SWITCHED_OFF_BECAUSE } from "../../domain/programs/webhook.ts";
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

/**
 * Where a provider's programs want to be told of what happens. Secrets are sealed, because they sign
 * each message; the old one signs too until `old_secret_until`.
 */
export const webhooks = sqliteTable("webhooks", {
  id: integer("id").primaryKey(),
  /** Names it in addresses and forms, and is no secret. */
  handle: text("handle").notNull().unique(),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  url: text("url").notNull(),
  /** What it is told of (`WebhookEvent`), as JSON. */
  events: text("events").notNull(),
  sealedSecret: text("sealed_secret").notNull(),
  sealedOldSecret: text("sealed_old_secret"),
  oldSecretUntil: integer("old_secret_until"),
  createdAt: integer("created_at").notNull(),
  /**
   * Who answers for its address: whoever made it, or changed it or switched it on last. It ends with
   * her place in the team. Null where nobody did since this is stored.
   */
  vouchedBy: integer("vouched_by").references(() => users.id),
  /** Since when nothing was taken; null where the last message was. */
  failingSince: integer("failing_since"),
  switchedOffAt: integer("switched_off_at"),
  switchedOffBecause: text("switched_off_because", { enum: SWITCHED_OFF_BECAUSE }),
}, (table) => [
  check("webhooks_events", sql`json_type(${table.events}) = 'array'`),
  check(
    "webhooks_old_secret",
    sql`(${table.sealedOldSecret} IS NULL) = (${table.oldSecretUntil} IS NULL)`,
  ),
  check(
    "webhooks_switched_off",
    sql`(${table.switchedOffAt} IS NULL) = (${table.switchedOffBecause} IS NULL)
      AND coalesce(${table.switchedOffBecause}, 'person') IN ('person', 'failures', 'gone', 'personLeft')`,
  ),
  index("webhooks_by_provider").on(table.providerId, table.createdAt),
  index("webhooks_by_person").on(table.vouchedBy),
]);

/**
 * Messages to webhooks: an outbox, as `outbox_mails` is, with the same columns for sending. `data`
 * has what the message tells, as JSON; its text is written from there (`domain/programs/message.ts`).
 */
export const webhookDeliveries = sqliteTable("webhook_deliveries", {
  id: integer("id").primaryKey(),
  /** The `webhook-id`, the same in each attempt. */
  messageId: text("message_id").notNull().unique(),
  webhookId: integer("webhook_id").notNull().references(() => webhooks.id),
  /** No CHECK, because a new event would mean a new table. */
  event: text("event").notNull(),
  data: text("data").notNull(),
  /** What it tells of: the same thing is told to a webhook once. */
  subject: text("subject").notNull(),
  createdAt: integer("created_at").notNull(),
  notBefore: integer("not_before").notNull(),
  attempts: integer("attempts").notNull(),
  claimedUntil: integer("claimed_until"),
  sentAt: integer("sent_at"),
  givenUpAt: integer("given_up_at"),
  lastProblem: text("last_problem"),
  /** The last attempt: when it ended, how long it took, and the answer's status where there was one. */
  triedAt: integer("tried_at"),
  durationMs: integer("duration_ms"),
  answerStatus: integer("answer_status"),
}, (table) => [
  uniqueIndex("webhook_deliveries_once").on(table.webhookId, table.subject),
  index("webhook_deliveries_due").on(table.notBefore)
    .where(sql`sent_at IS NULL AND given_up_at IS NULL`),
  index("webhook_deliveries_under_way").on(table.webhookId, table.claimedUntil)
    .where(sql`claimed_until IS NOT NULL`),
  index("webhook_deliveries_of_webhook").on(table.webhookId, table.id),
  index("webhook_deliveries_by_age").on(table.createdAt),
  index("webhook_deliveries_given_up").on(table.givenUpAt).where(sql`given_up_at IS NOT NULL`),
]);
