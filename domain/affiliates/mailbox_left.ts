import { inParagraphs } from "../mail/paragraphs.ts";
import type { Eps } from "../eps.ts";
import type { Notice } from "../notices/notice.ts";

/**
 * Sent to the address that was on file of an affiliate, or of some of a family, when another one is.
 * It names nobody: who reads it may be somebody else.
 */
export function mailboxLeftNotice(eps: Eps): Notice {
  return {
    subject: `Cambió un correo registrado en ${eps.name}`,
    text: inParagraphs(
      `${eps.name} tenía este correo para escribirle a una persona afiliada, y ahora tiene otro. ` +
        "Por eso se cerraron sus sesiones en Zona Ser, y los enlaces que le enviamos a este correo " +
        "ya no sirven.",
      "Para volver a entrar, la persona se registra de nuevo: el enlace le llega al correo nuevo.",
      `Si usted no pidió este cambio, llame ya a la línea ${eps.phone}.`,
    ),
  };
}
