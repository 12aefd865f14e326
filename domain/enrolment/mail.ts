import type { Eps } from "../eps.ts";

type Settings = { baseUrl: string; eps: Eps };

/** The mail with a link to an enrolment: nothing of what was typed stands in it. */
export function enrolmentLinkMail(
  to: string,
  { baseUrl, eps }: Settings,
  { folio, token }: { folio: string; token: string },
): { to: string; subject: string; text: string } {
  return {
    to,
    subject: `Su solicitud de afiliación a ${eps.name}`,
    text: [
      `Con este enlace sigue donde iba su solicitud de afiliación ${folio}, en cualquier equipo:`,
      `${baseUrl}/afiliados/afiliarse/enlace?${token}`,
      "No se lo dé a nadie: quien lo abre ve lo que usted escribió.",
      `Si no fue usted, no haga nada. Línea de atención: ${eps.phone}.`,
    ].join("\n\n") + "\n",
  };
}
