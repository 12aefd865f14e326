import { type CivilDate, formatDate } from "../dates.ts";
import type { Eps } from "../eps.ts";

type Settings = { baseUrl: string; eps: Eps };
type Mail = { to: string; subject: string; text: string };

/** The mail with a link to an enrolment: nothing of what was typed stands in it. */
export function enrolmentLinkMail(
  to: string,
  { baseUrl, eps }: Settings,
  { folio, token }: { folio: string; token: string },
): Mail {
  return {
    to,
    subject: `Su solicitud de afiliación a ${eps.name}`,
    text: [
      `Con este enlace sigue donde iba su solicitud de afiliación ${folio}, en cualquier equipo:`,
      `${baseUrl}/afiliados/afiliarse/enlace?${token}`,
      "No se lo dé a nadie: quien lo abre ve lo que usted escribió.",
      "Si usted no la empezó, no abra el enlace: quien la empezó vería lo que usted escriba. " +
      `Línea de atención: ${eps.phone}.`,
    ].join("\n\n") + "\n",
  };
}

/** Sent with the request: until when an answer is promised, and where to see it. */
export function enrolmentSentMail(
  to: string,
  settings: Settings,
  { folio, dueOn }: { folio: string; dueOn: CivilDate },
): Mail {
  return {
    to,
    subject: `Recibimos su solicitud ${folio}`,
    text: [
      `Recibimos su solicitud de afiliación ${folio}. Le respondemos a más tardar el ` +
      `${formatDate(dueOn)}.`,
      ...howToSee(settings),
    ].join("\n\n") + "\n",
  };
}

/** Sent with a decision; which one it was stands on the page alone. */
export function enrolmentDecidedMail(to: string, settings: Settings, folio: string): Mail {
  return {
    to,
    subject: `Hay respuesta a su solicitud ${folio}`,
    text: [`Respondimos su solicitud de afiliación ${folio}.`, ...howToSee(settings)]
      .join("\n\n") + "\n",
  };
}

/** No secret stands in a mail that waits in the database: the page sends a link of its own. */
function howToSee({ baseUrl, eps }: Settings): string[] {
  return [
    "Para ver en qué va, escriba el radicado y este correo en:",
    `${baseUrl}/afiliados/afiliarse/retomar`,
    `Línea de atención: ${eps.phone}.`,
  ];
}
