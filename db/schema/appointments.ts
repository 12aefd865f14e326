import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * When one professional sees people at one site, as the last load of Agendas left it; `code` names
 * site, day, hour and professional. Its slots are made from it (`slots`).
 */
export const agendas = sqliteTable("agendas", {
  code: text("code").primaryKey(),
  siteCode: text("site_code").notNull(),
  careKind: text("care_kind").notNull(),
  professional: text("professional").notNull(),
  date: text("date").notNull(),
  /** `HH:mm` in Bogotá. */
  startTime: text("start_time").notNull(),
  endTime: text("end_time").notNull(),
  slotMinutes: integer("slot_minutes").notNull(),
  slotsAnHour: integer("slots_an_hour"),
  /** The instants (ms) at which its slots begin, as JSON. */
  starts: text("starts").notNull(),
}, (table) => [
  index("agendas_by_day").on(table.siteCode, table.professional, table.date),
]);

/**
 * A time at which one professional sees one person. What it is never changes, and it is never deleted
 * while an appointment has it: a load that no longer brings it closes it, and it is offered to nobody.
 * It is free where it is open and no booked appointment overlaps it; a hold keeps it for a while for
 * whoever fills in the form, and ends by itself.
 */
export const slots = sqliteTable("slots", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  /** The agenda that brought it last, which may have been withdrawn. */
  agendaCode: text("agenda_code").notNull(),
  siteCode: text("site_code").notNull(),
  careKind: text("care_kind").notNull(),
  professional: text("professional").notNull(),
  startsAt: integer("starts_at").notNull(),
  endsAt: integer("ends_at").notNull(),
  isOpen: integer("is_open", { mode: "boolean" }).notNull(),
  holdId: text("hold_id").unique(),
  /** The affiliate who holds it. */
  heldBy: integer("held_by"),
  heldUntil: integer("held_until"),
}, (table) => [
  check("slots_length", sql`${table.startsAt} < ${table.endsAt}`),
  check(
    "slots_hold",
    sql`(${table.holdId} IS NULL) = (${table.heldBy} IS NULL)
      AND (${table.holdId} IS NULL) = (${table.heldUntil} IS NULL)`,
  ),
  uniqueIndex("slots_of_professional").on(
    table.siteCode,
    table.professional,
    table.startsAt,
    table.endsAt,
    table.careKind,
  ),
  index("slots_open").on(table.siteCode, table.careKind, table.startsAt, table.professional)
    .where(sql`is_open = 1`),
  index("slots_of_agenda").on(table.agendaCode),
  index("slots_by_start").on(table.startsAt),
  index("slots_held_by").on(table.heldBy).where(sql`held_by IS NOT NULL`),
]);

/**
 * A slot that somebody has, had or cancelled. The two indexes over what is booked are what allows one
 * appointment a slot, and one that is still to come of a kind: what has begun is marked as past.
 * People are numbers of affiliates without a foreign key: a load may remove a person from the list.
 */
export const appointments = sqliteTable("appointments", {
  /** Opaque: it stands in addresses, and in the file for somebody's own calendar. */
  id: text("id").primaryKey(),
  /** What people call it: `CI-2026-7K3MWP2Q`. */
  code: text("code").notNull().unique(),
  slotId: integer("slot_id").notNull().references(() => slots.id),
  affiliateId: integer("affiliate_id").notNull(),
  /** Whoever acted: the affiliate, or who may act for them. */
  bookedBy: integer("booked_by").notNull(),
  careKind: text("care_kind").notNull(),
  state: text("state", { enum: ["booked", "cancelled", "past"] }).notNull(),
  startsAt: integer("starts_at").notNull(),
  phone: text("phone").notNull(),
  address: text("address").notNull(),
  email: text("email").notNull(),
  createdAt: integer("created_at").notNull(),
  changedAt: integer("changed_at").notNull(),
  /** How often it was changed: calendars take the highest. */
  sequence: integer("sequence").notNull().default(0),
  remindedAt: integer("reminded_at"),
}, (table) => [
  check("appointments_state", sql`${table.state} IN ('booked', 'cancelled', 'past')`),
  uniqueIndex("appointments_of_slot").on(table.slotId).where(sql`state = 'booked'`),
  uniqueIndex("appointments_of_kind").on(table.affiliateId, table.careKind)
    .where(sql`state = 'booked'`),
  index("appointments_by_slot").on(table.slotId),
  index("appointments_of_affiliate").on(table.affiliateId, table.startsAt),
  index("appointments_to_come").on(table.startsAt).where(sql`state = 'booked'`),
]);

/**
 * What somebody has chosen so far of an appointment that is being asked for, or moved. Its id stands
 * in the addresses of the steps, so that neither the speciality nor the site does, and holds the slot.
 */
export const appointmentDrafts = sqliteTable("appointment_drafts", {
  id: text("id").primaryKey(),
  /** The affiliate who asks, and for whom: herself, or a person for whom she may act. */
  actorId: integer("actor_id").notNull(),
  affiliateId: integer("affiliate_id").notNull(),
  siteCode: text("site_code").notNull(),
  careKind: text("care_kind"),
  /** The appointment that is to be moved. */
  movesId: text("moves_id").references(() => appointments.id),
  /** What was typed of how to reach her, where the hour was gone by then. */
  phone: text("phone"),
  address: text("address"),
  email: text("email"),
  createdAt: integer("created_at").notNull(),
}, (table) => [
  index("appointment_drafts_by_age").on(table.createdAt),
  index("appointment_drafts_by_move").on(table.movesId),
]);

/** Somebody who found no hour in time and asks to be called; one that waits for a person and kind. */
export const callbackRequests = sqliteTable("callback_requests", {
  folio: text("folio").primaryKey(),
  affiliateId: integer("affiliate_id").notNull(),
  askedBy: integer("asked_by").notNull(),
  siteCode: text("site_code").notNull(),
  careKind: text("care_kind").notNull(),
  phone: text("phone").notNull(),
  askedAt: integer("asked_at").notNull(),
  promisedOn: text("promised_on").notNull(),
  answeredAt: integer("answered_at"),
  /** The member of the staff who called. */
  answeredBy: integer("answered_by"),
  outcome: text("outcome"),
}, (table) => [
  check(
    "callback_requests_answer",
    sql`(${table.answeredAt} IS NULL) = (${table.outcome} IS NULL)`,
  ),
  uniqueIndex("callback_requests_waiting").on(table.affiliateId, table.careKind)
    .where(sql`answered_at IS NULL`),
  index("callback_requests_due").on(table.promisedOn, table.askedAt)
    .where(sql`answered_at IS NULL`),
  index("callback_requests_of_affiliate").on(table.affiliateId, table.askedAt),
]);
