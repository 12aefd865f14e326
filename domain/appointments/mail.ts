import { inParagraphs } from "../mail/paragraphs.ts";
import type { CivilDate } from "../dates.ts";
import type { Eps } from "../eps.ts";
import { instantWords } from "./words.ts";

/** What a mail about an appointment announces. */
export type AppointmentNews = "booked" | "moved" | "relocated" | "cancelled" | "reminder";

type News = { news: AppointmentNews; code: string; startsAt: number; today: CivilDate };

const SUBJECTS: Record<AppointmentNews, string> = {
  booked: "Su cita quedó apartada",
  moved: "Su cita cambió de hora",
  relocated: "Su cita cambió de sede",
  cancelled: "Su cita quedó cancelada",
  reminder: "Mañana tiene una cita",
};

/**
 * When an appointment is and its code: neither doctor nor speciality, nor the site, whose name may say
 * it (L10).
 */
export function appointmentMail(
  { news, code, startsAt, today }: News,
  { eps, baseUrl }: { eps: Eps; baseUrl: string },
): { subject: string; text: string } {
  // It ends with the full stop of `a. m.`
  const when = instantWords(startsAt, today);
  const what: Record<AppointmentNews, string> = {
    booked: `Su cita es el ${when} Código: ${code}.`,
    moved: `Su cita ${code} ahora es el ${when}`,
    relocated: `Su cita ${code} ahora es en otra sede, el ${when}`,
    cancelled: `Su cita ${code} del ${when} quedó cancelada.`,
    reminder: `Le recordamos su cita del ${when} Código: ${code}.`,
  };
  return {
    subject: `${SUBJECTS[news]} · ${eps.name}`,
    text: inParagraphs(
      what[news],
      `Dónde es y con quién lo ve al entrar a Zona Ser; allí también puede moverla o cancelarla:`,
      `${baseUrl}/afiliados/citas`,
      `Línea de atención: ${eps.phone}.`,
    ),
  };
}
