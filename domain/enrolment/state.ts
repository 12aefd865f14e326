import type { EnrolmentState } from "./enrolment.ts";

type Words = { title: string; about: string; badge: "ok" | "warn" | "bad" | "annulled" };

/** What each state is called, for the applicant and for the staff. */
export const STATE_WORDS: Record<EnrolmentState, Words> = {
  draft: { title: "Sin enviar", about: "Todavía no la ha enviado.", badge: "annulled" },
  sent: {
    title: "Recibida",
    about: "Estamos revisando lo que envió. Le escribimos al correo cuando haya respuesta.",
    badge: "ok",
  },
  returned: {
    title: "Falta algo",
    about: "Para seguir, corrija lo que le decimos aquí y envíela de nuevo.",
    badge: "warn",
  },
  approved: {
    title: "Aprobada",
    about: "Cuando quede en el registro de la EPS puede abrir su cuenta en Zona Ser.",
    badge: "ok",
  },
  rejected: {
    title: "No procede",
    about: "No pudimos aprobarla. Este es el motivo:",
    badge: "bad",
  },
};
