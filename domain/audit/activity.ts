import type { Activity } from "./logged_event.ts";
import type { AuditEventName } from "./event.ts";
import { describeDetail } from "./detail.ts";

/** An event as people read it. */
export type ActivityLine = {
  at: number;
  person: string;
  what: string;
  result: string;
  source: string;
};

/** What each event is called on screen. */
const WORDS: Record<AuditEventName, string> = {
  signIn: "Inicio de sesión",
  signOut: "Cierre de sesión",
  secondFactor: "Código de verificación",
  secondFactorOn: "Activó el segundo factor",
  secondFactorOff: "Quitó el segundo factor",
  recoveryCodesMade: "Hizo códigos de recuperación nuevos",
  passkeyAdded: "Agregó una llave de acceso",
  passkeyRemoved: "Quitó una llave de acceso",
  registration: "Registro de la IPS",
  registrationRequest: "Solicitud de registro sin correo",
  registrationRequestDecided: "Decisión sobre la solicitud de registro",
  activation: "Activación de la cuenta",
  passwordResetAsked: "Pidió una contraseña nueva",
  passwordReset: "Escogió una contraseña nueva",
  passwordChange: "Cambió la contraseña",
  emailChangeAsked: "Pidió cambiar el correo",
  emailChange: "Cambió el correo",
  contactChanged: "Cambió el correo registrado o el representante",
  sessionsEnded: "Cerró sesiones",
  policyAccepted: "Aceptó las políticas",
  invitation: "Invitó a una persona",
  invitationVoided: "Anuló una invitación",
  invitationAccepted: "Aceptó una invitación",
  roleChange: "Cambió un rol",
  memberRevoked: "Retiró a una persona",
  providerSwitch: "Empezó a trabajar con esta IPS",
  download: "Descarga",
  dataExport: "Descargó sus datos personales",
  dataRequest: "Solicitud sobre datos personales",
  dataRequestAnswered: "Respuesta sobre datos personales",
  inquiryOpened: "Abrió una consulta",
  inquiryMessage: "Escribió en una consulta",
  inquiryAnswered: "Respondió una consulta",
  inquiryClosed: "Cerró una consulta",
  actaPrepared: "Preparó un acta de conciliación",
  actaSent: "Envió un acta de conciliación",
  actaAnswered: "Respondió un acta de conciliación",
  actaClosed: "Cerró un acta de conciliación",
  actaDiscarded: "Descartó un acta de conciliación",
  proposalAccepted: "Aceptó una propuesta de aplicación",
  proposalReturned: "Devolvió una propuesta de aplicación",
  caseOpened: "Envió una PQRS",
  caseMessage: "Escribió en una PQRS",
  caseAnswered: "Respondió una PQRS",
  caseClosed: "Cerró una PQRS",
  caseViewed: "Vio una PQRS",
  attachmentDownloaded: "Descargó un adjunto",
  tokenCreated: "Creó un token de API",
  tokenRevoked: "Revocó un token de API",
  reportBatchMade: "Reportó pagos al SIIFA",
  reportBatchUndone: "Deshizo un lote del SIIFA",
  reportMappingSaved: "Cambió las columnas del archivo del SIIFA",
  tokenWarned: "Se avisó que un token de API vence",
  webhookCreated: "Creó avisos a un programa",
  webhookChanged: "Cambió los avisos a un programa",
  webhookSecretRenewed: "Renovó el secreto de los avisos a un programa",
  webhookTested: "Envió una prueba a un programa",
  webhookSwitchedOff: "Se apagaron los avisos a un programa",
  webhookSwitchedOn: "Encendió los avisos a un programa",
  webhookRemoved: "Eliminó los avisos a un programa",
  webhookRetried: "Intentó otra vez un aviso a un programa",
  load: "Carga de pagos",
  loadPublished: "Publicación de pagos",
  loadUndone: "Carga deshecha",
  loadWithdrawn: "Carga retirada",
  sensitiveView: "Vio un dato reservado",
  paymentsViewed: "Vio los pagos de un prestador",
  affiliationAsked: "Consultó una afiliación",
  appointmentBooked: "Apartó una cita",
  appointmentMoved: "Movió una cita",
  appointmentCancelled: "Canceló una cita",
  callbackRequested: "Pidió que lo llamen por una cita",
  callbackAnswered: "Cerró una llamada pedida",
  certificateIssued: "Expidió un certificado",
  certificateVerified: "Verificó un certificado",
  enrolmentBegun: "Empezó una solicitud de afiliación",
  enrolmentViewed: "Vio una solicitud de afiliación",
  enrolmentDecided: "Decidió sobre una solicitud de afiliación",
  enrolmentsExported: "Pasó solicitudes aprobadas a un archivo",
  enrolmentSent: "Envió una solicitud de afiliación",
  enrolmentLinkAsked: "Pidió un enlace a su solicitud de afiliación",
  affiliateSearched: "Buscó a un afiliado",
  affiliateViewed: "Vio los datos de un afiliado",
  contactRequest: "Pidió cambiar los datos de contacto",
  contactRequestDecided: "Decisión sobre los datos de contacto",
  actingBegun: "Empezó a actuar por alguien de su familia",
  actingAllowed: "Permitió que la cabeza de su grupo actúe por la persona",
  actingForbidden: "Quitó el permiso de actuar por la persona",
  medicineRequested: "Pidió un medicamento",
  withholdingTerms: "Cambió lo que dicen los certificados de retención",
  medicineRequestMoved: "Atendió una solicitud de medicamentos",
  accessClosed: "Cerró el acceso de la IPS",
  accessOpened: "Abrió de nuevo el acceso de la IPS",
  userDisabled: "Deshabilitó a un usuario",
  userEnabled: "Habilitó a un usuario",
  attemptsForgotten: "Quitó la espera por intentos",
  activationVoided: "Anuló el enlace de activación y pidió otro registro",
  noticeContacts: "Cambió los correos de avisos",
  noticesEnded: "Un correo pidió no recibir avisos",
  noticesResumed: "Un correo volvió a recibir avisos",
  mailRetried: "Reintentó un correo",
  databaseRestored: "Restauró una copia de la base de datos",
  chainChecked: "Comprobó la cadena de auditoría",
  chainSealed: "Selló la cadena de auditoría",
  alarm: "Demasiados intentos",
  denied: "Acceso negado",
};

/** The name of an event on screen; the name itself where it is unknown. */
export function activityName(name: string): string {
  return Object.entries(WORDS).find(([key]) => key === name)?.[1] ?? name;
}

export function describeActivity(event: Omit<Activity, "id">): ActivityLine {
  const { at, source, result } = event;
  return {
    at,
    source,
    person: personOf(event),
    what: describe(event),
    result: result === "ok" ? "Hecho" : "Rechazado",
  };
}

function personOf({ userId, personName }: Pick<Activity, "userId" | "personName">): string {
  if (personName !== "") return personName;
  return userId === null ? "Sin identificar" : "Representante legal";
}

function describe({ name, detail }: Pick<Activity, "name" | "detail">): string {
  const { note: _, ...told } = detail;
  const words = describeDetail(told);
  return words === "" ? activityName(name) : `${activityName(name)}: ${words}`;
}
