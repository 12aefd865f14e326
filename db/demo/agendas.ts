import { addBusinessDays } from "../../domain/business_days.ts";
import { type CivilDate, formatDate } from "../../domain/dates.ts";
import type { DemoFile } from "./files.ts";

/* Invented sites of IPS, and agendas from the next business day on: with room, full and far away. */

const SITES = [
  "Código Sede;NIT;Nombre;Dirección;Código DANE;Municipio;Departamento;Teléfono;Latitud;Longitud",
  "SE-01;999000011;IPS Ejemplo Centro;Calle Ejemplo 10-20;13001;Cartagena;Bolívar;605 555 0301;" +
  "10,4230;-75,5490",
  "SE-02;999000011;IPS Ejemplo Turbaco;Plaza Ejemplo 1;13836;Turbaco;Bolívar;605 555 0302;" +
  "10,3300;-75,4140",
  "SE-03;999000011;IPS Ejemplo Norte;Carrera Ejemplo 43-9;08001;Barranquilla;Atlántico;;;",
];
const DAYS = 15;
/** Beyond the three business days that dentistry is promised within. */
const FIRST_OF_DENTIST = 6;

/** The site whose only agenda is full, and its professional. */
export const FULL_SITE = "SE-02";
/** The day of one professional that a later load cuts short, in business days from today. */
const CUT_DAY = 4;

const HEADER = "Código Sede;Tipo de Cita;Profesional;Fecha;Hora Inicio;Hora Fin;Duración";
const DOCTOR = "SE-01;Medicina general;Dra. Ana Ejemplo";

export function createDemoAgendas(today: CivilDate): DemoFile[] {
  const day = (days: number) => formatDate(addBusinessDays(today, days));
  const rows = Array.from({ length: DAYS }, (_, index) => index + 1).flatMap((days) => [
    `${DOCTOR};${day(days)};8:00;12:00;20`,
    `SE-01;Medicina general;Dr. Luis Muestra;${day(days)};14:00;16:00;20`,
    ...(days < FIRST_OF_DENTIST
      ? []
      : [`SE-01;Odontología;Dra. Rita Prueba;${day(days)};8:00;10:00;30`]),
    ...(days % 5 === 0 ? [`SE-03;Pediatría;Dr. Iván Modelo;${day(days)};9:00;11:00;30`] : []),
  ]);
  const full = `${FULL_SITE};Medicina general;Dra. Eva Supuesta;${day(2)};8:00;8:40;20`;
  return [
    { file: "sedes.csv", rows: cells(SITES) },
    { file: "agendas.csv", rows: cells([HEADER, ...rows, full]) },
  ];
}

/** A later file, by which the doctor leaves early on a day. */
export function createCutAgenda(today: CivilDate): DemoFile {
  const day = formatDate(addBusinessDays(today, CUT_DAY));
  const rows = cells([HEADER, `${DOCTOR};${day};8:00;10:00;20`]);
  return { file: "agendas-corregidas.csv", rows };
}

/** The last slot of that day, which the later file takes away. */
export function lastSlotOfCutDay(today: CivilDate): number {
  return Date.parse(`${addBusinessDays(today, CUT_DAY)}T11:40:00-05:00`);
}

function cells(rows: string[]): string[][] {
  return rows.map((row) => row.split(";"));
}
