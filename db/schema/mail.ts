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
import { providers } from "./payments.ts";

/**
 * Mails that wait, were sent, or were given up. The secret of a link that opens an account is made when
 * the mail is sent, and never stored. `dedupe_key` prevents that a mail is written twice,
 * `claimed_until` is the lease of the process that sends it now.
 */
export const outboxMails = sqliteTable("outbox_mails", {
  id: integer("id").primaryKey(),
  dedupeKey: text("dedupe_key").notNull().unique(),
  /** `MailKind`; no CHECK, because a new kind would mean a new table. */
  kind: text("kind").notNull(),
  providerId: integer("provider_id").references(() => providers.id),
  toAddress: text("to_address").notNull(),
  subject: text("subject").notNull(),
  text: text("text").notNull(),
  /**
   * Set for notices, which whoever reads them may end; the List-Unsubscribe headers are made from
   * it.
   */
  unsubscribeUrl: text("unsubscribe_url"),
  /** What the link opens whose secret the text has a place for, `MailedLink` as JSON. */
  link: text("link"),
  createdAt: integer("created_at").notNull(),
  notBefore: integer("not_before").notNull(),
  attempts: integer("attempts").notNull(),
  claimedUntil: integer("claimed_until"),
  sentAt: integer("sent_at"),
  givenUpAt: integer("given_up_at"),
  lastProblem: text("last_problem"),
}, (table) => [
  check("outbox_mails_to_address", isOneLine(table.toAddress)),
  check("outbox_mails_subject", isOneLine(table.subject)),
  index("outbox_mails_due").on(table.notBefore)
    .where(sql`sent_at IS NULL AND given_up_at IS NULL`),
  index("outbox_mails_sent").on(table.sentAt).where(sql`sent_at IS NOT NULL`),
  index("outbox_mails_given_up").on(table.givenUpAt).where(sql`given_up_at IS NOT NULL`),
  index("outbox_mails_by_provider").on(table.providerId),
]);

/** Up to five addresses of a provider that get notices, besides the one on file; never links. */
export const providerContacts = sqliteTable("provider_contacts", {
  providerId: integer("provider_id").notNull().references(() => providers.id),
  position: integer("position").notNull(),
  address: text("address").notNull(),
  wantsPostings: integer("wants_postings", { mode: "boolean" }).notNull(),
  wantsWeekly: integer("wants_weekly", { mode: "boolean" }).notNull(),
  createdAt: integer("created_at").notNull(),
}, (table) => [
  primaryKey({ columns: [table.providerId, table.position] }),
  check("provider_contacts_position", sql`${table.position} BETWEEN 1 AND 5`),
  check("provider_contacts_address", isOneLine(table.address)),
  uniqueIndex("provider_contacts_address_once").on(
    table.providerId,
    sql`lower(${table.address})`,
  ),
  index("provider_contacts_by_wish").on(table.wantsWeekly, table.providerId, table.position),
]);

/**
 * Who asked for no more notices of a provider, in lower case. A row of its own: the address on file
 * is no contact, and one that was removed and added again has still asked for none.
 */
export const noticeRefusals = sqliteTable("notice_refusals", {
  providerId: integer("provider_id").notNull().references(() => providers.id),
  address: text("address").notNull(),
  refusedAt: integer("refused_at").notNull(),
}, (table) => [primaryKey({ columns: [table.providerId, table.address] })]);

function isOneLine(column: unknown) {
  return sql`instr(${column}, char(10)) + instr(${column}, char(13)) = 0`;
}
