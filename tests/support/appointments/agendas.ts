import { chooseCareKind, startDraft } from "../../../db/appointments/drafts.ts";
import type { Db } from "../../../db/client.ts";
import type { Sheet } from "../../../domain/loads/files.ts";
import { aFile } from "../files.ts";

export const AGENDAS_HEADER =
  "Código Sede;Tipo de Cita;Profesional;Fecha;Hora Inicio;Hora Fin;Duración;Cupos por Hora";

/** Two sites of IPS in Cartagena and Barranquilla. */
export const aSitesFile = () =>
  aFile(
    "sedes.csv",
    "Código Sede;NIT;Nombre;Dirección;Código DANE;Municipio;Departamento;Latitud;Longitud",
    "S1;900356158;IPS Caribe;Calle 10;13001;Cartagena;Bolívar;10,40;-75,51",
    "S2;900356158;IPS del Río;Carrera 5;08001;Barranquilla;Atlántico;10,96;-74,80",
  );

export const anAgendasFile = (...rows: string[]) => aFile("agendas.csv", AGENDAS_HEADER, ...rows);

type Agenda = {
  site?: string;
  kind?: string;
  professional?: string;
  date?: string;
  from?: string;
  to?: string;
  minutes?: string | number;
  anHour?: string | number;
};

/** A row of Agendas; Tuesday 7 April 2026, from eight to nine, three slots, unless said otherwise. */
export function anAgenda(wish: Agenda = {}): string {
  const { site = "S1", kind = "Medicina general", professional = "Ana Pérez" } = wish;
  const { date = "07/04/2026", from = "8:00", to = "9:00", minutes = 20, anHour = "" } = wish;
  return [site, kind, professional, date, from, to, minutes, anHour].join(";");
}

/** The sites and one file of agendas. */
export function aWholeAgenda(...rows: string[]): Sheet[] {
  return [aSitesFile(), anAgendasFile(...rows)];
}

/** Gives a slot to a person, straight into the database. */
export async function giveSlot(db: Db, slotId: number, affiliateId = slotId): Promise<void> {
  const { rowsAffected } = await db.$client.execute({
    sql: `INSERT INTO appointments (id, code, slot_id, affiliate_id, booked_by, care_kind, state,
        starts_at, phone, address, email, created_at, changed_at)
      SELECT 'a' || id, 'CI-2026-' || id, id, :affiliateId, :affiliateId, care_kind,
        'booked', starts_at, '300', 'Calle 1', 'a@correo.example', 0, 0
      FROM slots WHERE id = :slotId`,
    args: { slotId, affiliateId },
  });
  if (rowsAffected !== 1) throw new Error(`there is no slot ${slotId}`);
}

export const CONTACT = { phone: "300 123 4567", address: "Calle 1", email: "ana@correo.example" };

/** Somebody who asks for general medicine at S1; answers the draft's id. */
export async function aDraft(
  db: Db,
  { person, kind = "Medicina general", nowMs }: { person: number; kind?: string; nowMs: number },
): Promise<string> {
  const id = crypto.randomUUID();
  const who = { id, actorId: person, affiliateId: person };
  await startDraft(db, { ...who, siteCode: "S1" }, nowMs);
  await chooseCareKind(db, { ...who, careKind: kind });
  return id;
}

/** The slots in the order of their hours, by their numbers. */
export async function slotIds(db: Db): Promise<number[]> {
  const { rows } = await db.$client.execute("SELECT id FROM slots ORDER BY starts_at, id");
  return rows.map(({ id }) => Number(id));
}
