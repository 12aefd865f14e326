import { sql } from "drizzle-orm";
import { AGENDA_KEYS, type LoadedAgenda } from "../../domain/appointments/agenda.ts";
import type { Db } from "../client.ts";
import { agendas } from "../schema.ts";

/* How loads find and write agendas, and how the slots follow them. */

/** The table of agendas for changes of records, as `db/loads/record_tables.ts` needs it. */
export const AGENDAS_TABLE = {
  name: "agendas",
  kinds: ["agendas"] as const,
  key: { code: "c.code" },
  properties: AGENDA_KEYS,
};

/** The agendas on file of some codes, `list` as JSON. */
export function askAgendas(db: Db, list: string) {
  return db.select().from(agendas)
    .where(sql`${agendas.code} IN (SELECT value FROM json_each(${list}))`);
}

/** A row of agendas as files bring it. */
export function toLoadedAgenda({ code, ...details }: typeof agendas.$inferSelect): LoadedAgenda {
  return { code, details };
}

const CHANGED = "load_record_changes AS c";
const OF_LOAD = "c.load_id = :id AND c.kind = 'agendas'";

/**
 * Makes the slots follow what the load `:id` wrote of agendas, two statements for all of them. Slots
 * that are gone are closed and not deleted: whoever has one keeps the appointment until it is moved.
 */
export const FOLLOW_AGENDAS: string[] = [
  `UPDATE slots SET is_open = 0 WHERE agenda_code IN (SELECT c.code FROM ${CHANGED} WHERE ${OF_LOAD})`,
  `INSERT INTO slots (agenda_code, site_code, care_kind, professional, starts_at, ends_at, is_open)
    SELECT a.code, a.site_code, a.care_kind, a.professional, s.value,
      s.value + a.slot_minutes * 60000, 1
    FROM ${CHANGED} CROSS JOIN agendas AS a ON a.code = c.code CROSS JOIN json_each(a.starts) AS s
    WHERE ${OF_LOAD}
    ON CONFLICT (site_code, professional, starts_at, ends_at, care_kind)
      DO UPDATE SET is_open = 1, agenda_code = excluded.agenda_code`,
];
