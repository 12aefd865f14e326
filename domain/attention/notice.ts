import type { Eps } from "../eps.ts";

/**
 * Sent when the staff writes in a case: that there is news, and where to read it. Neither what it is
 * about nor who asked.
 */
export function caseNotice(
  folio: string,
  eps: Eps,
  baseUrl: string,
): { subject: string; text: string } {
  return {
    subject: `Hay novedades en su solicitud ${folio} en ${eps.name}`,
    text: [
      `${eps.name} escribió en su solicitud ${folio}. Léalo aquí, con el número de su documento:`,
      `${baseUrl}/afiliados/atencion/pqrs/estado`,
      `Por seguridad este correo no lleva más datos. Línea de atención: ${eps.phone}.`,
    ].join("\n\n") + "\n",
  };
}
