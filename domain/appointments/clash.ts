import { formatDate, formatInstant } from "../dates.ts";
import type { AgendaDetails } from "./agenda.ts";

/** A booked appointment whose slot a load takes off the agenda; neither person nor speciality. */
export type Clash = { code: string; siteCode: string; startsAt: number };

/** What whoever loads or undoes is told of an appointment that somebody must move. */
export function describeClash({ code, siteCode, startsAt }: Clash): string {
  return `la cita ${code} del ${formatInstant(startsAt)} en la sede ${siteCode} queda por fuera ` +
    "de la agenda: no se pierde, y hay que moverla";
}

/** What is said of an agenda whose day comes without it. */
export function describeWithdrawn(
  { siteCode, professional, date, startTime, endTime }: AgendaDetails,
): string {
  return `la agenda de ${professional} en la sede ${siteCode} del ${formatDate(date)}, de ` +
    `${startTime} a ${endTime}, no viene en los archivos y se retira: el día de un profesional ` +
    "en una sede se carga completo";
}

export function unknownSite(siteCode: string): string {
  return `la sede ${siteCode} no está registrada: cárguela primero en Sedes IPS`;
}

export function overlapsWith(row: number): string {
  return `se cruza con la agenda de la fila ${row}, del mismo profesional`;
}
