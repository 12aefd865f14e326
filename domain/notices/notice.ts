import { inParagraphs } from "../mail/paragraphs.ts";
import type { Eps } from "../eps.ts";
import { type CivilDate, formatDate } from "../dates.ts";

/**
 * The subject and text of a mail: never amounts, invoices, accounts, or numbers of people or
 * vouchers (L10).
 */
export type Notice = { subject: string; text: string };

/** How many vouchers of a provider a load brought, and between which dates they were paid. */
export type Posting = {
  legalName: string;
  posted: number;
  corrected: number;
  annulled: number;
  /** Payments that the bank gave back. */
  returned: number;
  from: CivilDate;
  to: CivilDate;
};

/** Where the links of a notice lead: the portal, and the page that ends these notices. */
export type NoticeLinks = { baseUrl: string; unsubscribeUrl: string };

/** Sent at publication, once to each address, however many vouchers there are. */
export function postingNotice(posting: Posting, eps: Eps, links: NoticeLinks): Notice {
  const { posted, corrected, annulled, returned } = posting;
  const changes = [
    posted > 0 && `${posted === 1 ? "Se publicó" : "Se publicaron"} ${vouchers(posted)}.`,
    corrected > 0 &&
    `${corrected === 1 ? "Se corrigió" : "Se corrigieron"} ${vouchers(corrected)}: si ya ${
      corrected === 1 ? "lo" : "los"
    } descargó, hágalo de nuevo.`,
    annulled > 0 && `${annulled === 1 ? "Se anuló" : "Se anularon"} ${vouchers(annulled)}.`,
    returned > 0 &&
    `El banco devolvió el dinero de ${vouchers(returned)}: el portal dice cuándo y por qué.`,
  ].filter((sentence) => sentence !== false);
  return {
    subject: `${eps.name} ${headline(posting)}`,
    text: inParagraphs(
      `Pagos de ${eps.name} a ${oneLine(posting.legalName)}, con ${describeDates(posting)}:`,
      changes.join("\n"),
      ...whereToLook(posting, eps, links),
    ),
  };
}

/** Sent on Mondays: what was published in the week before. */
export function weeklyNotice(
  { legalName, count, from, to, week }: {
    legalName: string;
    count: number;
    from: CivilDate;
    to: CivilDate;
    week: { from: CivilDate; to: CivilDate };
  },
  eps: Eps,
  links: NoticeLinks,
): Notice {
  return {
    subject: `Resumen de la semana de ${eps.name}: ${vouchers(count)}`,
    text: inParagraphs(
      `Entre el ${formatDate(week.from)} y el ${formatDate(week.to)} ${eps.name} publicó o ` +
        `corrigió ${vouchers(count)} de ${oneLine(legalName)}, con ${describeDates({ from, to })}.`,
      ...whereToLook({ from, to }, eps, links),
    ),
  };
}

/** Sent to the address that was on file, when a load brings another address or representative. */
export function newHandsNotice(
  { legalName, isEmailNew, isRepresentativeNew }: {
    legalName: string;
    isEmailNew: boolean;
    isRepresentativeNew: boolean;
  },
  eps: Eps,
): Notice {
  const what = [
    isEmailNew && "el correo",
    isRepresentativeNew && "el representante legal",
  ].filter((part) => part !== false).join(" y ");
  const verb = isEmailNew && isRepresentativeNew ? "Cambiaron" : "Cambió";
  return {
    subject: `${verb} ${what} de su IPS en ${eps.name}`,
    text: inParagraphs(
      `${verb} ${what} que ${eps.name} tiene de ${oneLine(legalName)}. Por eso se cerraron las ` +
        "sesiones abiertas en Zona Ser y los enlaces que estaban pendientes ya no sirven.",
      `Si su IPS no pidió este cambio, llame ya a la línea ${eps.phone}.`,
    ),
  };
}

/** Sent to the address on file when the staff closes a provider's access or opens it again. */
export function accessNotice(
  { legalName, isClosed }: { legalName: string; isClosed: boolean },
  eps: Eps,
): Notice {
  const name = oneLine(legalName);
  return {
    subject: `${isClosed ? "Se cerró" : "Se abrió de nuevo"} el acceso de su IPS en ${eps.name}`,
    text: inParagraphs(
      isClosed
        ? `${eps.name} cerró el acceso de ${name} a Zona Ser: desde ahora nadie de su IPS puede ` +
          "entrar, tampoco sus programas. Sus datos siguen guardados."
        : `${eps.name} abrió de nuevo el acceso de ${name} a Zona Ser. Entre con su usuario y su ` +
          "contraseña de siempre.",
      `Si tiene preguntas, llame a la línea ${eps.phone}.`,
    ),
  };
}

/** Sent to the address on file when the addresses that get notices change. */
export function contactsNotice(
  { legalName, added, removed }: { legalName: string; added: string[]; removed: string[] },
  eps: Eps,
): Notice {
  const changes = [
    ...added.map((address) => `Se agregó: ${address}`),
    ...removed.map((address) => `Se quitó: ${address}`),
  ];
  return {
    subject: `Cambiaron los correos que reciben avisos de ${eps.name}`,
    text: inParagraphs(
      `Cambió la lista de correos que reciben los avisos de pagos de ${oneLine(legalName)}:`,
      changes.join("\n"),
      "Los avisos no llevan valores, y los enlaces de su cuenta llegan solo a este correo.",
      `Si su IPS no hizo este cambio, llame ya a la línea ${eps.phone}.`,
    ),
  };
}

/** What the staff did in an inquiry. */
export type InquiryNews = "answered" | "message" | "accepted" | "returned";

const INQUIRY_NEWS: Record<InquiryNews, { subject: string; text: string }> = {
  answered: { subject: "Respondimos su consulta", text: "Respondimos la consulta" },
  message: { subject: "Escribimos en su consulta", text: "Hay un mensaje nuevo en la consulta" },
  accepted: { subject: "Aceptamos su propuesta", text: "Aceptamos la propuesta de la consulta" },
  returned: { subject: "Devolvimos su propuesta", text: "Devolvimos la propuesta de la consulta" },
};

/** Sent when the staff writes in a provider's inquiry: its radicado and where to read it. */
export function inquiryNotice(
  { folio, news }: { folio: string; news: InquiryNews },
  eps: Eps,
  { baseUrl, unsubscribeUrl }: NoticeLinks,
): Notice {
  const { subject, text } = INQUIRY_NEWS[news];
  return {
    subject: `${subject} ${folio} en ${eps.name}`,
    text: inParagraphs(
      `${text} ${folio}. Léala en Zona Ser:`,
      `${baseUrl}/consultas/${folio}`,
      `Por seguridad este correo no lleva valores ni facturas. Línea de atención: ${eps.phone}.`,
      "Si no quiere recibir más avisos:",
      unsubscribeUrl,
    ),
  };
}

function headline({ posted, corrected, annulled, returned }: Posting): string {
  if (posted > 0) return `publicó ${vouchers(posted)}`;
  if (returned > 0) return `recibió devuelto el dinero de ${vouchers(returned)}`;
  return corrected > 0 ? `corrigió ${vouchers(corrected)}` : `anuló ${vouchers(annulled)}`;
}

function whereToLook(
  { from, to }: { from: CivilDate; to: CivilDate },
  eps: Eps,
  { baseUrl, unsubscribeUrl }: NoticeLinks,
): string[] {
  return [
    "Véalos en Zona Ser:",
    `${baseUrl}/pagos?desde=${formatDate(from)}&hasta=${formatDate(to)}`,
    `Por seguridad este correo no lleva valores ni facturas. Línea de atención: ${eps.phone}.`,
    "Si no quiere recibir más avisos:",
    unsubscribeUrl,
  ];
}

function describeDates({ from, to }: { from: CivilDate; to: CivilDate }): string {
  if (from === to) return `fecha de pago ${formatDate(from)}`;
  return `fechas de pago entre el ${formatDate(from)} y el ${formatDate(to)}`;
}

function vouchers(count: number): string {
  return count === 1 ? "1 comprobante de egreso" : `${count} comprobantes de egreso`;
}

/** A name comes from a cell: a line break in it must not look like a line of the mail. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
