import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";

/** Offices, points where medicines are delivered, and sites of IPS, as the last load left them. */
export const loadedPlaces = sqliteTable("loaded_places", {
  kind: text("kind", { enum: ["offices", "deliveryPoints", "sites"] }).notNull(),
  code: text("code").notNull(),
  name: text("name").notNull(),
  address: text("address").notNull(),
  daneCode: text("dane_code").notNull(),
  municipality: text("municipality"),
  department: text("department"),
  phone: text("phone"),
  hours: text("hours"),
  /** Decimal degrees. */
  latitude: real("latitude"),
  longitude: real("longitude"),
  nit: text("nit"),
  manager: text("manager"),
  deliversHome: integer("delivers_home", { mode: "boolean" }),
}, (table) => [
  primaryKey({ columns: [table.kind, table.code] }),
  index("loaded_places_of_municipality").on(table.kind, table.daneCode, table.name, table.code),
  check("loaded_places_kind", sql`${table.kind} IN ('offices', 'deliveryPoints', 'sites')`),
]);
