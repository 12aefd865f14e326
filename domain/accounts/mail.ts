import type { Eps } from "../eps.ts";
import { formatNit } from "../nit.ts";
import type { Account } from "./account.ts";
import { inParagraphs } from "../mail/paragraphs.ts";

/** Where links lead, and who writes. */
export type MailSettings = { baseUrl: string; eps: Eps };

/** A mail of plain text to one address. */
export type AccountMail = { to: string; subject: string; text: string };

/** The mail with the link to a new password. */
export function resetMail(
  to: string,
  account: Account,
  { baseUrl, eps }: MailSettings,
  token: string,
): AccountMail {
  return {
    to,
    subject: `Escoja una contraseña nueva para Zona Ser de ${eps.name}`,
    text: inParagraphs(
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
  { eps }: MailSettings,
  { subject, text }: AccountChange,
): AccountMail {
  return {
    to,
    subject: `${subject} en Zona Ser de ${eps.name}`,
    text: inParagraphs(
      `En ${describeAccount(account)}: ${text}`,
      `Si no fue usted, llame ya a la línea ${eps.phone}.`,
    ),
  };
}

/** Sent after a sign-in from a place where the person has not signed in lately. */
export function newPlaceMail(
  to: string,
  account: Account,
  { baseUrl, eps }: MailSettings,
  device: string,
): AccountMail {
  return {
    to,
    subject: `Nuevo ingreso a Zona Ser de ${eps.name}`,
    text: inParagraphs(
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
  { baseUrl, eps }: MailSettings,
  token: string,
): AccountMail {
  return {
    to,
    subject: `Confirme su correo nuevo en Zona Ser de ${eps.name}`,
    text: inParagraphs(
      `Pidieron que este sea el correo de ${describeAccount(account)}. Si fue usted, abra este ` +
        "enlace y escriba su contraseña:",
      `${baseUrl}/cuenta/correo/confirmar?${token}`,
      "El enlace vence en una hora y sirve una sola vez.",
      "Si no fue usted, no haga nada: el correo no cambia.",
    ),
  };
}

function describeAccount({ kind, name, memberships: [first] }: Account): string {
  if (kind !== "representative" || !first) return name ? `la cuenta de ${name}` : "su cuenta";
  const { legalName, nit } = first.provider;
  return `la cuenta de ${legalName} (NIT ${formatNit(nit)})`;
}
