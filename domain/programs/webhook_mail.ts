import { inParagraphs } from "../mail/paragraphs.ts";
import type { Eps } from "../eps.ts";
import { hostOfWebhook } from "./webhook.ts";

/** Tells a provider's administrators that a webhook was switched off, and where to switch it on. */
export function switchedOffMail(
  { url, because }: { url: string; because: "failures" | "gone" },
  { eps, baseUrl }: { eps: Eps; baseUrl: string },
): { subject: string; text: string } {
  const why = because === "gone"
    ? "Su servidor respondió que esa dirección ya no existe (410)."
    : "Su servidor no recibió ninguno en cinco días.";
  return {
    subject: "Apagamos los avisos a uno de sus programas",
    text: inParagraphs(
      `Ya no enviamos avisos a ${hostOfWebhook(url)}. ${why}`,
      "Cuando esté listo, enciéndalos de nuevo; lo que no se alcanzó a enviar sale entonces:",
      `${baseUrl}/cuenta/programas/avisos`,
      `${eps.name}. Línea de atención: ${eps.phone}.`,
    ),
  };
}
