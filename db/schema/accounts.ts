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
import { USER_KINDS } from "../../domain/accounts/account.ts";
import { STAFF_ROLES } from "../../domain/accounts/role.ts";
import { folded } from "./generated.ts";
import { providers } from "./payments.ts";

/**
 * Who may sign in: a provider's representative with the NIT, a member of a team or of the staff
 * with an email address, an affiliate with her document. What a person may see of providers is
 * stored in `memberships`; `staff_role` is for the staff.
 */
export const users = sqliteTable("users", {
  id: integer("id").primaryKey(),
  kind: text("kind", { enum: USER_KINDS }).notNull(),
  email: text("email"),
  name: text("name").notNull().default(""),
  staffRole: text("staff_role", { enum: STAFF_ROLES }),
  /**
   * The affiliate whose account it is. No foreign key: the undo of a load may remove the person, and
   * put her back under the same number, which is never given to anybody else.
   */
  affiliateId: integer("affiliate_id"),
  passwordHash: text("password_hash").notNull(),
  /** Null where the account must be activated again, because the provider changed hands. */
  activatedAt: integer("activated_at"),
  disabledAt: integer("disabled_at"),
  /** Encrypted: the database alone must not be enough to make codes. */
  totpSecret: text("totp_secret"),
  totpConfirmedAt: integer("totp_confirmed_at"),
  /** The time step of the code that was taken last: no code is taken twice. */
  totpLastStep: integer("totp_last_step"),
  /** Which version of the policies the person accepted last (Ley 1581, art. 9). */
  acceptedPolicy: text("accepted_policy"),
  passkeyOfferClosedAt: integer("passkey_offer_closed_at"),
  /** The text that the staff's search looks in. */
  searchText: text("search_text").generatedAlwaysAs(
    () => folded("name || ' ' || coalesce(email, '')"),
    { mode: "virtual" },
  ),
}, (table) => [
  check("users_kind", sql`${table.kind} IN ('representative', 'member', 'staff', 'affiliate')`),
  check(
    "users_email",
    sql`(${table.kind} IN ('representative', 'affiliate')) = (${table.email} IS NULL)`,
  ),
  check(
    "users_staff_role",
    sql`(${table.kind} = 'staff') = (coalesce(${table.staffRole}, '') IN ('administrador', 'tesoreria', 'auditor', 'afiliaciones', 'atencion'))`,
  ),
  check("users_affiliate", sql`(${table.kind} = 'affiliate') = (${table.affiliateId} IS NOT NULL)`),
  uniqueIndex("users_by_email").on(table.kind, table.email),
  uniqueIndex("users_by_affiliate").on(table.affiliateId),
  index("users_by_search").on(table.searchText).where(sql`kind <> 'affiliate'`),
  index("users_disabled").on(table.searchText).where(sql`disabled_at IS NOT NULL`),
]);

/**
 * Which person may see which provider, and what for. Revoking sets a date, so that the past stays
 * on record.
 */
export const memberships = sqliteTable("memberships", {
  userId: integer("user_id").notNull().references(() => users.id),
  providerId: integer("provider_id").notNull().references(() => providers.id),
  role: text("role", { enum: ["representante", "administrador", "contador", "consulta"] })
    .notNull(),
  createdAt: integer("created_at").notNull(),
  revokedAt: integer("revoked_at"),
}, (table) => [
  primaryKey({ columns: [table.userId, table.providerId] }),
  check(
    "memberships_role",
    sql`${table.role} IN ('representante', 'administrador', 'contador', 'consulta')`,
  ),
  uniqueIndex("memberships_representative").on(table.providerId)
    .where(sql`role = 'representante'`),
  index("memberships_by_provider").on(table.providerId),
]);

/** Proof that a policy was accepted: which text, by whom, when and from where (Ley 1581, art. 9). */
export const consents = sqliteTable("consents", {
  id: integer("id").primaryKey(),
  providerId: integer("provider_id").references(() => providers.id),
  affiliateId: integer("affiliate_id"),
  /** Null where the account did not exist yet: the proof of a registration. */
  userId: integer("user_id").references(() => users.id),
  policyVersion: text("policy_version").notNull(),
  policySha256: text("policy_sha256").notNull(),
  acceptedAt: integer("accepted_at").notNull(),
  address: text("address").notNull(),
}, (table) => [
  index("consents_by_provider").on(table.providerId),
  index("consents_by_affiliate").on(table.affiliateId),
  index("consents_by_user").on(table.userId),
]);

/** How every mailed link ends: it is used, a newer one voids it, or it expires. */
const linkTimes = {
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
  voidedAt: integer("voided_at"),
};

/**
 * A link that was sent to the address on file of a provider or of an affiliate, with the password
 * that was chosen in its registration and the consent that was given there; only the link's SHA-256
 * is stored. Links of several registrations live side by side.
 */
export const activationTokens = sqliteTable("activation_tokens", {
  tokenSha256: text("token_sha256").primaryKey(),
  providerId: integer("provider_id").references(() => providers.id),
  affiliateId: integer("affiliate_id"),
  passwordHash: text("password_hash").notNull(),
  ...linkTimes,
  consentId: integer("consent_id").references(() => consents.id),
}, (table) => [
  check(
    "activation_tokens_owner",
    sql`(${table.providerId} IS NULL) <> (${table.affiliateId} IS NULL)`,
  ),
  index("activation_tokens_by_provider").on(table.providerId),
  index("activation_tokens_by_affiliate").on(table.affiliateId),
  index("activation_tokens_by_consent").on(table.consentId),
]);

/** A link to choose a new password; only its SHA-256 is stored. */
export const passwordResets = sqliteTable("password_resets", {
  tokenSha256: text("token_sha256").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  ...linkTimes,
}, (table) => [index("password_resets_by_user").on(table.userId)]);

/** A link to a new address of a person; only its SHA-256 is stored. */
export const emailChanges = sqliteTable("email_changes", {
  tokenSha256: text("token_sha256").primaryKey(),
  userId: integer("user_id").notNull().references(() => users.id),
  email: text("email").notNull(),
  ...linkTimes,
}, (table) => [index("email_changes_by_user").on(table.userId)]);

/** A link by which somebody joins a provider's team, or the staff (no provider). */
export const invitations = sqliteTable("invitations", {
  tokenSha256: text("token_sha256").primaryKey(),
  /** Names the invitation in forms, and is no secret. */
  handle: text("handle").notNull().unique(),
  providerId: integer("provider_id").references(() => providers.id),
  email: text("email").notNull(),
  role: text("role").notNull(),
  /** Null where the command line invited. */
  invitedBy: integer("invited_by").references(() => users.id),
  ...linkTimes,
}, (table) => [
  index("invitations_by_provider").on(table.providerId),
  index("invitations_by_inviter").on(table.invitedBy),
  index("invitations_by_email").on(table.email),
]);
