import { AFFILIATE_ACCOUNT } from "./affiliates/account.ts";
import { AFFILIATION } from "./affiliates/affiliation.ts";
import { APPOINTMENTS } from "./affiliates/appointments.ts";
import { ATTENTION } from "./affiliates/attention.ts";
import { AFFILIATION_CERTIFICATE } from "./affiliates/certificate.ts";
import { ENROLMENT } from "./affiliates/enrolment.ts";
import { MEDICINES } from "./affiliates/medicines.ts";
import { CERTIFICATES } from "./providers/certificates.ts";
import { DETAIL } from "./providers/detail.ts";
import { DOWNLOADS } from "./providers/downloads.ts";
import { INQUIRIES } from "./providers/inquiries.ts";
import { PAYMENTS } from "./providers/payments.ts";
import { PROGRAMS } from "./providers/programs.ts";
import { QUESTIONS } from "./providers/questions.ts";
import { RECONCILIATION } from "./providers/reconciliation.ts";
import { REGISTRATION } from "./providers/registration.ts";
import { SEARCH } from "./providers/search.ts";
import { SIGN_IN } from "./providers/sign_in.ts";
import { STATEMENTS } from "./providers/statements.ts";
import { TEAM } from "./providers/team.ts";
import type { Audience, HelpSubject } from "./writing/subject.ts";

/** The pages of the help, in the order of the index: for providers that of their manual. */
export const SUBJECTS: readonly HelpSubject[] = [
  REGISTRATION,
  SIGN_IN,
  PAYMENTS,
  DETAIL,
  DOWNLOADS,
  SEARCH,
  QUESTIONS,
  RECONCILIATION,
  INQUIRIES,
  STATEMENTS,
  CERTIFICATES,
  TEAM,
  PROGRAMS,
  AFFILIATE_ACCOUNT,
  AFFILIATION,
  AFFILIATION_CERTIFICATE,
  MEDICINES,
  APPOINTMENTS,
  ENROLMENT,
  ATTENTION,
];

/** Whom the help is for, each with what is asked most and the anchor of its answer. */
export const AUDIENCES: readonly {
  audience: Audience;
  title: string;
  /** The anchor of its part of the index. */
  id: string;
  questions: readonly { question: string; place: string }[];
}[] = [
  {
    audience: "provider",
    title: "Para prestadores (IPS)",
    id: "prestadores",
    questions: [
      { question: "No me llega el correo", place: "registro#correo" },
      { question: "Olvidé la contraseña", place: "entrar#clave" },
      { question: "La factura no aparece", place: "buscar#no-aparece" },
      { question: "Los valores no cuadran", place: "preguntas#no-cuadra" },
      { question: "¿Qué es una glosa?", place: "preguntas#glosa" },
      { question: "¿Qué me retuvieron?", place: "preguntas#retencion" },
    ],
  },
  {
    audience: "affiliate",
    title: "Para afiliados y sus familias",
    id: "afiliados",
    questions: [
      { question: "La farmacia no me dio todo", place: "medicamentos#pendientes" },
      { question: "Olvidé la contraseña", place: "abrir-cuenta#clave" },
      { question: "No me llega el correo", place: "abrir-cuenta#correo" },
      { question: "Cambiar una cita", place: "citas#cambiar" },
    ],
  },
];

/** The pages for one audience, in their order. */
export function subjectsFor(audience: Audience): HelpSubject[] {
  return SUBJECTS.filter((subject) => subject.audience === audience);
}
