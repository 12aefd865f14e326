import { appointmentMail, type AppointmentNews } from "../../domain/appointments/mail.ts";
import type { CivilDate } from "../../domain/dates.ts";
import type { Eps } from "../../domain/eps.ts";
import type { NewMail } from "../mail/outbox.ts";

type Changed = { id: string; sequence: number; code: string; startsAt: number; email: string };

/** One mail for each change of an appointment, whoever writes it how often. */
function mailKey(
  news: AppointmentNews,
  { id, sequence }: Pick<Changed, "id" | "sequence">,
): string {
  return `appointment/${news}/${id}/${sequence}`;
}

/** The mail about an appointment, for the batch of what it announces. */
export function mailOfAppointment(
  news: AppointmentNews,
  appointment: Changed,
  { eps, baseUrl, today }: { eps: Eps; baseUrl: string; today: CivilDate },
): NewMail {
  return {
    dedupeKey: mailKey(news, appointment),
    kind: "appointment",
    providerId: null,
    to: appointment.email,
    ...appointmentMail({ ...appointment, news, today }, { eps, baseUrl }),
  };
}
