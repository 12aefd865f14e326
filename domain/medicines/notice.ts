import type { Eps } from "../eps.ts";

/**
 * Sent when the staff moves a request on: that there is news, and where to sign in. Neither what was
 * asked for nor that it was a medicine (L10).
 */
export function requestNotice(eps: Eps, baseUrl: string): { subject: string; text: string } {
  return {
    subject: `Hay novedades en una solicitud suya en ${eps.name}`,
    text: [
      `Hay novedades en una solicitud que usted hizo a ${eps.name}. Entre a Zona Ser para verlas:`,
      `${baseUrl}/afiliados/inicio`,
      `Por seguridad este correo no lleva más datos. Línea de atención: ${eps.phone}.`,
    ].join("\n\n") + "\n",
  };
}
