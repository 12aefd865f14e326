import { inParagraphs } from "../mail/paragraphs.ts";
import { formatInstant } from "../dates.ts";
import { formatNit, type Nit } from "../nit.ts";
import { type AccountMail, type MailSettings } from "./mail.ts";

/** Whose account a mail is about: a provider's, or that of an affiliate with this first name. */
export type Registered = { nit: Nit; legalName: string } | { firstName: string };

/** The mail with the link that activates an account; the link alone on its line. */
export function activationMail(
  to: string,
  registered: Registered,
  { baseUrl, eps }: MailSettings,
  { token, askedAt }: { token: string; askedAt: number },
): AccountMail {
  const { whom, account } = wordsOf(registered);
  return {
    to,
    subject: `Active ${account} en Zona Ser de ${eps.name}`,
    text: inParagraphs(
      `Alguien registró a ${whom} en Zona Ser y pidió este enlace el ${formatInstant(askedAt)}.`,
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
  provider: { nit: Nit; legalName: string },
  { baseUrl, eps }: MailSettings,
): AccountMail {
  const { whom } = wordsOf(provider);
  return {
    to,
    subject: `Registre de nuevo su IPS en Zona Ser de ${eps.name}`,
    text: inParagraphs(
      `El registro de ${whom} no se activó, y el enlace anterior ya no sirve. Regístrese de nuevo ` +
        "y escoja otra vez su contraseña:",
      `${baseUrl}/registro`,
      "A este correo llega entonces el enlace que activa la cuenta. Nadie de la EPS le pide su " +
        "contraseña.",
      `Si no lo pidió, llame a la línea ${eps.phone}.`,
    ),
  };
}

/** For whoever registers and has an account. */
export function alreadyRegisteredMail(
  to: string,
  registered: Registered,
  { baseUrl, eps }: MailSettings,
): AccountMail {
  const { whom, owner, user } = wordsOf(registered);
  return {
    to,
    subject: `${owner} ya tiene cuenta en Zona Ser de ${eps.name}`,
    text: inParagraphs(
      `Alguien quiso registrar a ${whom}, que ya tiene cuenta. No cambiamos nada.`,
      `Para entrar use ${user} y su contraseña de siempre:`,
      `${baseUrl}/zona-ser`,
      "Si no la recuerda, pida otra allí mismo, en «¿Olvidó la clave?».",
      `Si no fue usted, llame a la línea ${eps.phone}.`,
    ),
  };
}

/** Sent to an address that the staff has put on file. */
export function addressOnFileMail(
  to: string,
  registered: Registered,
  { baseUrl, eps }: MailSettings,
): AccountMail {
  const { whom, proof, path, allowed } = wordsOf(registered);
  return {
    to,
    subject: `Ya puede ${allowed} en Zona Ser de ${eps.name}`,
    text: inParagraphs(
      `Este correo quedó registrado para ${whom}.`,
      `Para abrir su cuenta, regístrese con ${proof}:`,
      `${baseUrl}${path}`,
      `Si no lo pidió, llame a la línea ${eps.phone}.`,
    ),
  };
}

function wordsOf(registered: Registered) {
  if ("firstName" in registered) return { ...OF_AFFILIATE, whom: registered.firstName };
  const { legalName, nit } = registered;
  return { ...OF_PROVIDER, whom: `${legalName} (NIT ${formatNit(nit)})` };
}

const OF_PROVIDER = {
  account: "la cuenta de su IPS",
  owner: "Su IPS",
  user: "su NIT",
  allowed: "registrar su IPS",
  proof: "el NIT y la cédula del representante legal",
  path: "/registro",
};

const OF_AFFILIATE = {
  account: "su cuenta",
  owner: "Usted",
  user: "el número de su documento",
  allowed: "registrarse",
  proof: "su documento y su fecha de nacimiento",
  path: "/afiliados/registro",
};
