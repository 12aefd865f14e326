import { formatNit } from "../domain/nit.ts";
import type { Provider } from "../domain/provider.ts";
import type { Mail } from "../lib/mail.ts";
import type { Settings } from "./context.ts";

/** The mail with the link that activates an account; the link alone on its line. */
export function activationMail(
  to: string,
  provider: Provider,
  { baseUrl, eps }: Settings,
  token: string,
): Mail {
  return {
    to,
    subject: `Active la cuenta de su IPS en Zona Ser de ${eps.name}`,
    text: lines(
      `Alguien registró a ${provider.legalName} (NIT ${formatNit(provider.nit)}) en Zona Ser.`,
      "Si fue usted, abra este enlace y escriba la contraseña que escogió:",
      `${baseUrl}/activar?${token}`,
      "El enlace vence en 24 horas y sirve una sola vez.",
      `Si no fue usted, no haga nada: sin el enlace nadie entra. Línea de atención: ${eps.phone}.`,
    ),
  };
}

/** What a representative reads whose IPS has an account already. */
export function alreadyRegisteredMail(
  to: string,
  provider: Provider,
  { baseUrl, eps }: Settings,
): Mail {
  return {
    to,
    subject: `Su IPS ya tiene cuenta en Zona Ser de ${eps.name}`,
    text: lines(
      `Alguien quiso registrar a ${provider.legalName} (NIT ${formatNit(provider.nit)}), que ya ` +
        "tiene cuenta. No cambiamos nada.",
      "Para entrar use su NIT y su contraseña de siempre:",
      `${baseUrl}/zona-ser`,
      `Si no la recuerda, o si no fue usted, llame a la línea ${eps.phone}.`,
    ),
  };
}

function lines(...paragraphs: string[]): string {
  return paragraphs.join("\n\n") + "\n";
}
