import type { Eps } from "../eps.ts";

/**
 * Sent when the staff writes in a case: that there is news, and where to read it. Neither what it is
 * about nor who asked. What somebody sent after she had signed in she reads after she signs in.
 */
export function caseNotice(
  { folio, isOfAccount }: { folio: string; isOfAccount: boolean },
  eps: Eps,
  baseUrl: string,
): { subject: string; text: string } {
  const written = `${eps.name} escribió en su solicitud ${folio}.`;
  return {
    subject: `Hay novedades en su solicitud ${folio} en ${eps.name}`,
    text: [
      ...isOfAccount
        ? [`${written} Para leerlo, entre a Zona Ser y abra su solicitud:`, `${baseUrl}/zona-ser`]
        : [
          `${written} Léalo aquí, con el número de su documento:`,
          `${baseUrl}/afiliados/atencion/pqrs/estado`,
        ],
      `Por seguridad este correo no lleva más datos. Línea de atención: ${eps.phone}.`,
    ].join("\n\n") + "\n",
  };
}
