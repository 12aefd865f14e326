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

/** The mail with the link to a new password. */
export function resetMail(
  to: string,
  provider: { nit: string; legalName: string },
  { baseUrl, eps }: Settings,
  token: string,
): Mail {
  return {
    to,
    subject: `Escoja una contraseña nueva para Zona Ser de ${eps.name}`,
    text: lines(
      `Alguien dijo que olvidó la contraseña de ${provider.legalName} ` +
        `(NIT ${formatNit(provider.nit)}). Si fue usted, abra este enlace y escoja una nueva:`,
      `${baseUrl}/clave?${token}`,
      "El enlace vence en una hora y sirve una sola vez.",
      `Si no fue usted, no haga nada: la contraseña sigue siendo la misma. Línea: ${eps.phone}.`,
    ),
  };
}

/** Told after a password changed, so that a theft does not go unnoticed. */
export function passwordChangedMail(
  to: string,
  provider: { nit: string; legalName: string },
  { eps }: Settings,
): Mail {
  return {
    to,
    subject: `Cambió la contraseña de su IPS en Zona Ser de ${eps.name}`,
    text: lines(
      `La contraseña de ${provider.legalName} (NIT ${
        formatNit(provider.nit)
      }) acaba de cambiar y se ` +
        "cerraron sus otras sesiones.",
      `Si no fue usted, llame ya a la línea ${eps.phone}.`,
    ),
  };
}

/** Told after a sign-in from where the user had not signed in before. */
export function newPlaceMail(
  to: string,
  provider: { nit: string; legalName: string },
  { baseUrl, eps }: Settings,
  device: string,
): Mail {
  return {
    to,
    subject: `Nuevo ingreso a Zona Ser de ${eps.name}`,
    text: lines(
      `Alguien entró a la cuenta de ${provider.legalName} (NIT ${formatNit(provider.nit)}) con ` +
        `${device}, desde un lugar desde el que no había entrado.`,
      "Si fue usted, no haga nada. Si no, cambie la contraseña y cierre las demás sesiones:",
      `${baseUrl}/cuenta`,
      `Línea de atención: ${eps.phone}.`,
    ),
  };
}

function lines(...paragraphs: string[]): string {
  return paragraphs.join("\n\n") + "\n";
}
