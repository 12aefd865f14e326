import { inParagraphs } from "../mail/paragraphs.ts";
import { type CivilDate, formatDate } from "../dates.ts";
import type { Eps } from "../eps.ts";
import type { Notice } from "../notices/notice.ts";

/** Sent once, before a token ends: a program that stops by itself is noticed too late. */
export function tokenEndsNotice(
  { name, expiresOn, address }: { name: string; expiresOn: CivilDate; address: string },
  { eps, baseUrl }: { eps: Eps; baseUrl: string },
): Notice {
  const lastDay = formatDate(expiresOn);
  const oneLine = name.replaceAll(/\s+/g, " ");
  return {
    subject: `Un token de sus programas vence el ${lastDay} · ${eps.name}`,
    text: inParagraphs(
      `El token «${oneLine}» sirve hasta el ${lastDay}. Después, el programa que lo usa no podrá ` +
        "entrar a Zona Ser.",
      "Si todavía hace falta, cree otro y cámbielo en el programa antes de ese día:",
      `${baseUrl}${address}`,
      `Si ya no hace falta, no haga nada. Línea de atención: ${eps.phone}.`,
    ),
  };
}
