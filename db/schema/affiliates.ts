import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * The people insured, as the last load of Afiliados left them; a document is its type and number.
 * Dates are `yyyy-MM-dd`. `state` is the code of the state's own register (BDUA); one that is not
 * known is kept as it came.
 */
export const affiliates = sqliteTable("affiliates", {
  /**
   * Never given again: an undo removes people, and the log names whose data was seen by this number.
   */
  id: integer("id").primaryKey({ autoIncrement: true }),
  documentType: text("document_type").notNull(),
  documentNumber: text("document_number").notNull(),
  firstSurname: text("first_surname").notNull(),
  secondSurname: text("second_surname"),
  firstName: text("first_name").notNull(),
  secondName: text("second_name"),
  bornOn: text("born_on").notNull(),
  sex: text("sex"),
  regime: text("regime", { enum: ["subsidiado", "contributivo"] }).notNull(),
  kind: text("kind", { enum: ["cotizante", "cabeza", "beneficiario", "adicional"] }).notNull(),
  state: text("state").notNull(),
  affiliatedOn: text("affiliated_on").notNull(),
  endedOn: text("ended_on"),
  daneCode: text("dane_code").notNull(),
  municipality: text("municipality"),
  department: text("department"),
  address: text("address"),
  email: text("email"),
  phone: text("phone"),
  /** The site of IPS that she goes to first: its code among the loaded sites, and its name. */
  primarySiteCode: text("primary_site_code"),
  primarySiteName: text("primary_site_name"),
  /** Whose family group she is in; null for whoever is its head. */
  headDocumentType: text("head_document_type"),
  headDocumentNumber: text("head_document_number"),
  kinship: text("kinship"),
  sisbenGroup: text("sisben_group"),
}, (table) => [
  check("affiliates_born_on", sql`${table.bornOn} IS date(${table.bornOn})`),
  check("affiliates_regime", sql`${table.regime} IN ('subsidiado', 'contributivo')`),
  check(
    "affiliates_kind",
    sql`${table.kind} IN ('cotizante', 'cabeza', 'beneficiario', 'adicional')`,
  ),
  uniqueIndex("affiliates_by_document").on(table.documentType, table.documentNumber),
  index("affiliates_by_head").on(table.headDocumentType, table.headDocumentNumber)
    .where(sql`head_document_number IS NOT NULL`),
]);

/**
 * An adult's yes that the head of her group may act for her, from her own account; withdrawing it
 * sets a date. No foreign keys: an undo of a load removes people, and puts them back under the same
 * numbers.
 */
export const actingConsents = sqliteTable("acting_consents", {
  id: integer("id").primaryKey(),
  personId: integer("person_id").notNull(),
  headId: integer("head_id").notNull(),
  givenAt: integer("given_at").notNull(),
  withdrawnAt: integer("withdrawn_at"),
}, (table) => [
  uniqueIndex("acting_consents_standing").on(table.personId, table.headId)
    .where(sql`withdrawn_at IS NULL`),
]);
