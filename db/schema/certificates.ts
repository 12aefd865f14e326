import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { providers } from "./payments.ts";

/**
 * A certificate as it was given out. What it says is stored as JSON and printed from there, so that
 * the same paper can be made again; a later one of the same subject that says something else replaces
 * it, and it is then still known to whoever checks it. `subject` is what it is about beside its owner:
 * the day of an affiliation, the period of a withholding.
 */
export const certificates = sqliteTable("certificates", {
  id: integer("id").primaryKey(),
  code: text("code").notNull().unique(),
  kind: text("kind", { enum: ["affiliation", "renta", "iva", "ica"] }).notNull(),
  /** Not a reference: an undo of a load removes affiliates, and a paper that is out stays out. */
  affiliateId: integer("affiliate_id"),
  providerId: integer("provider_id").references(() => providers.id),
  subject: text("subject").notNull(),
  says: text("says").notNull(),
  saysSha256: text("says_sha256").notNull(),
  issuedAt: integer("issued_at").notNull(),
  replacedAt: integer("replaced_at"),
}, (table) => [
  index("certificates_by_provider").on(table.providerId),
  check("certificates_code", sql`length(${table.code}) = 12`),
  check("certificates_kind", sql`${table.kind} IN ('affiliation', 'renta', 'iva', 'ica')`),
  check(
    "certificates_owner",
    sql`iif(${table.kind} = 'affiliation', ${table.affiliateId} IS NOT NULL AND
      ${table.providerId} IS NULL, ${table.providerId} IS NOT NULL AND
      ${table.affiliateId} IS NULL)`,
  ),
  uniqueIndex("certificates_of_affiliate").on(table.affiliateId, table.kind, table.subject)
    .where(sql`replaced_at IS NULL AND affiliate_id IS NOT NULL`),
  uniqueIndex("certificates_of_provider").on(table.providerId, table.kind, table.subject)
    .where(sql`replaced_at IS NULL AND provider_id IS NOT NULL`),
]);

/** What the EPS says on its certificates of withholding of a year, in its own words. */
export const withholdingTerms = sqliteTable("withholding_terms", {
  year: integer("year").primaryKey(),
  city: text("city").notNull(),
  address: text("address").notNull(),
  rentaConcept: text("renta_concept").notNull(),
  rentaRate: text("renta_rate").notNull(),
  ivaConcept: text("iva_concept").notNull(),
  ivaRate: text("iva_rate").notNull(),
  icaConcept: text("ica_concept").notNull(),
  icaRate: text("ica_rate").notNull(),
  signerName: text("signer_name").notNull(),
  signerRole: text("signer_role").notNull(),
  legalNote: text("legal_note").notNull(),
});
