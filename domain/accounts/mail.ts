import { formatInstant } from "../dates.ts";
import type { Eps } from "../eps.ts";
import { formatNit } from "../nit.ts";
import type { Provider } from "../providers/provider.ts";
import type { Account } from "./account.ts";

/** Where links lead, and who writes. */
type Settings = { baseUrl: string; eps: Eps };

/** A mail of plain text to one address. */
export type AccountMail = { to: string; subject: string; text: string };

/** The mail with the link that activates an account; the link alone on its line. */
export function activationMail(
  to: string,
  provider: Provider,
  { baseUrl, eps }: Settings,
  { token, askedAt }: { token: string; askedAt: number },
): AccountMail {
  return {
    to,
    subject: `Active la cuenta de su IPS en Zona Ser de ${eps.name}`,
    text: lines(
      `Alguien registró a ${provider.legalName} (NIT ${formatNit(provider.nit)}) en Zona Ser y ` +
        `pidió este enlace el ${formatInstant(askedAt)}.`,
      "Si fue usted, abra este enlace y escriba la contraseña que escogió:",
      `${baseUrl}/activar?${token}`,
      "El enlace vence en 24 horas y sirve una sola vez. Cada registro tiene su enlace y su " +
        "contraseña; con el primero que se active terminan los demás.",
      `Si no fue usted, no haga nada: sin el enlace nadie entra. Línea de atención: ${eps.phone}.`,
    ),
  };
}

/**
 * Sent by the staff to whoever's activation link did not arrive: without a secret, it asks to
 * register again.
 */
export function registerAgainMail(
  to: string,
  provider: { nit: string; legalName: string },
  { baseUrl, eps }: Settings,
): AccountMail {
  return {
    to,
    subject: `Registre de nuevo su IPS en Zona Ser de ${eps.name}`,
    text: lines(
      `El registro de ${provider.legalName} (NIT ${formatNit(provider.nit)}) no se activó, y el ` +
        "enlace anterior ya no sirve. Regístrese de nuevo y escoja otra vez su contraseña:",
      `${baseUrl}/registro`,
      "A este correo llega entonces el enlace que activa la cuenta. Nadie de la EPS le pide su " +
        "contraseña.",
      `Si no lo pidió, llame a la línea ${eps.phone}.`,
    ),
  };
}

/** For a representative whose IPS already has an account. */
export function alreadyRegisteredMail(
  to: string,
  provider: Provider,
  { baseUrl, eps }: Settings,
): AccountMail {
  return {
    to,
    subject: `Su IPS ya tiene cuenta en Zona Ser de ${eps.name}`,
    text: lines(
      `Alguien quiso registrar a ${provider.legalName} (NIT ${formatNit(provider.nit)}), que ya ` +
        "tiene cuenta. No cambiamos nada.",
      "Para entrar use su NIT y su contraseña de siempre:",
      `${baseUrl}/zona-ser`,
      "Si no la recuerda, pida otra allí mismo, en «¿Olvidó la clave?».",
      `Si no fue usted, llame a la línea ${eps.phone}.`,
    ),
  };
}

/** The mail with the link to a new password. */
export function resetMail(
  to: string,
  account: Account,
  { baseUrl, eps }: Settings,
  token: string,
): AccountMail {
  return {
    to,
    subject: `Escoja una contraseña nueva para Zona Ser de ${eps.name}`,
    text: lines(
      `Alguien dijo que olvidó la contraseña de ${describeAccount(account)}. Si fue usted, abra ` +
        "este enlace y escoja una nueva:",
      `${baseUrl}/clave?${token}`,
      "El enlace vence en una hora y sirve una sola vez.",
      `Si no fue usted, no haga nada: la contraseña sigue siendo la misma. Línea: ${eps.phone}.`,
    ),
  };
}

/** What changed: the start of the mail's subject, and the rest of its sentence. */
export type AccountChange = { subject: string; text: string };

/**
 * Sent when something that protects an account has changed, so that a theft does not go unnoticed.
 */
export function accountChangedMail(
  to: string,
  account: Account,
  { eps }: Settings,
  { subject, text }: AccountChange,
): AccountMail {
  return {
    to,
    subject: `${subject} en Zona Ser de ${eps.name}`,
    text: lines(
      `En ${describeAccount(account)}: ${text}`,
      `Si no fue usted, llame ya a la línea ${eps.phone}.`,
    ),
  };
}

/** Sent after a sign-in from a place where the person has not signed in lately. */
export function newPlaceMail(
  to: string,
  account: Account,
  { baseUrl, eps }: Settings,
  device: string,
): AccountMail {
  return {
    to,
    subject: `Nuevo ingreso a Zona Ser de ${eps.name}`,
    text: lines(
      `Alguien entró a ${describeAccount(account)} con ${device}, desde un lugar desde el que no ` +
        "había entrado.",
      "Si fue usted, no haga nada. Si no, cambie la contraseña y cierre las demás sesiones:",
      `${baseUrl}/cuenta`,
      `Línea de atención: ${eps.phone}.`,
    ),
  };
}

/** The link that proves that a new address is the person's own. */
export function newAddressMail(
  to: string,
  account: Account,
  { baseUrl, eps }: Settings,
  token: string,
): AccountMail {
  return {
    to,
    subject: `Confirme su correo nuevo en Zona Ser de ${eps.name}`,
    text: lines(
      `Pidieron que este sea el correo de ${describeAccount(account)}. Si fue usted, abra este ` +
        "enlace y escriba su contraseña:",
      `${baseUrl}/cuenta/correo/confirmar?${token}`,
      "El enlace vence en una hora y sirve una sola vez.",
      "Si no fue usted, no haga nada: el correo no cambia.",
    ),
  };
}

/** Sent to an address that the staff has put on file. */
export function addressOnFileMail(
  to: string,
  provider: { nit: string; legalName: string },
  { baseUrl, eps }: Settings,
): AccountMail {
  return {
    to,
    subject: `Ya puede registrar su IPS en Zona Ser de ${eps.name}`,
    text: lines(
      `Este correo quedó registrado para ${provider.legalName} (NIT ${formatNit(provider.nit)}).`,
      "Para abrir su cuenta, regístrese con el NIT y la cédula del representante legal:",
      `${baseUrl}/registro`,
      `Si no lo pidió, llame a la línea ${eps.phone}.`,
    ),
  };
}

function describeAccount({ kind, name, memberships: [first] }: Account): string {
  if (kind !== "representative" || !first) return name ? `la cuenta de ${name}` : "su cuenta";
  const { legalName, nit } = first.provider;
  return `la cuenta de ${legalName} (NIT ${formatNit(nit)})`;
}

function lines(...paragraphs: string[]): string {
  return paragraphs.join("\n\n") + "\n";
}
