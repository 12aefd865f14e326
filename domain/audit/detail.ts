import { CASE_KIND_WORDS } from "../attention/case.ts";
import { formatDate } from "../dates.ts";
import { ROLE_WORDS, STAFF_ROLE_WORDS } from "../accounts/role.ts";
import { INQUIRY_KIND_WORDS, type InquiryStep } from "../inquiries/inquiry.ts";
import type { RefusalReason } from "../loads/outcome.ts";
import { REQUEST_STEP_WORDS } from "../medicines/request.ts";
import type { LoadStatus } from "../loads/report.ts";
import { namesOfScopes } from "../programs/scope.ts";
import { DATA_REQUEST_WORDS } from "../users/data_request.ts";

/** What an event may say of an act: nothing else can be written, and each has its words. */
export type AuditDetail = Partial<Record<DetailKey, string | number>>;

type Words = Record<string, string>;

/** Why an act on a load was refused. */
export const REASON_WORDS: Record<RefusalReason, string> = {
  notFound: "esa carga no existe",
  notWaiting: "la carga ya no esperaba publicación",
  samePerson: "quien cargó no puede publicar",
  noLoader: "no se sabía quién la cargó",
  controlTotal: "el total de control no era el de la carga",
  unconfirmed: "había pagos por revisar sin confirmar",
  conflict: "otra carga publicó lo mismo",
  notPublished: "la carga no estaba publicada",
  ownLoad: "quien cargó o publicó no puede deshacer lo suyo",
  ownUndo: "quien deshizo no puede publicar de nuevo lo suyo",
  touchedLater: "una carga posterior cambió lo mismo",
  diskFull: "no había espacio en el disco",
};

export const STATUS_WORDS: Record<LoadStatus, string> = {
  judging: "se estaba leyendo",
  waiting: "quedó por publicar",
  published: "se publicó",
  unchanged: "no cambiaba nada",
  refused: "se rechazó",
  valid: "se podía publicar",
  undone: "se deshizo",
};

export const STEP_WORDS: Record<InquiryStep, string> = {
  opened: "la abrió",
  message: "escribió un mensaje",
  reopened: "la reabrió",
  closed: "la cerró",
  inProgress: "la puso en trámite",
  answered: "la respondió",
  accepted: "aceptó la propuesta",
  returned: "devolvió la propuesta",
};

export const WAY_WORDS: Record<"code" | "passkey" | "password" | "recovery", string> = {
  code: "con contraseña y código",
  passkey: "con llave de acceso",
  password: "con contraseña",
  recovery: "con código de recuperación",
};

const FORMATS: Words = {
  ".csv": "en CSV",
  ".xlsx": "en Excel",
  "_comprobantes.csv": "comprobantes en CSV",
};
const KINDS: Words = Object.fromEntries([
  ...Object.entries(INQUIRY_KIND_WORDS),
  ...Object.entries(CASE_KIND_WORDS),
  ...Object.entries(DATA_REQUEST_WORDS),
].map(([kind, { name }]) => [kind, name.toLowerCase()]));
const ROLES: Words = {
  ...Object.fromEntries(Object.entries(ROLE_WORDS).map(([role, { name }]) => [role, name])),
  ...STAFF_ROLE_WORDS,
};
const WHATS: Words = {
  activity: "actividad del equipo",
  affiliation: "su afiliación",
  contact: "sus datos de contacto",
  appointment: "una cita",
  audit: "auditoría",
  callback: "una llamada pedida",
  case: "una PQRS",
  certificate: "su certificado",
  email: "el correo",
  enrolment: "la solicitud",
  enrolmentDocument: "un documento de la solicitud",
  enrolmentForm: "formulario de afiliación",
  enrolments: "archivo de afiliaciones aprobadas",
  inquiries: "lista de consultas",
  siifa: "archivo del SIIFA",
  loadReport: "informe de la carga",
  medicines: "una solicitud de medicamentos",
  name: "el nombre del representante",
  oddPayments: "pagos por revisar",
  person: "el representante",
  providers: "lista de prestadores",
  search: "búsqueda de pagos",
  seen: "qué datos vio alguien",
};
const BECAUSE_WORDS: Words = {
  failures: "no recibió ninguno en cinco días",
  gone: "respondió que ya no existe",
};
const ENROLMENT_WORDS: Words = {
  approved: "la aprobó",
  returned: "la devolvió",
  rejected: "respondió que no procede",
};
const WHICH: Words = { everybody: "las de todos", otras: "las otras", sesion: "una" };
const FIELDS: Words = { name: "el nombre", email: "el correo" };

/** Each part of a detail in the words that an auditor reads, in the order in which she reads them. */
const PHRASES = {
  what: (value: string) => value.split(" ").map((one) => WHATS[one] ?? one).join(" y "),
  documentNumber: (value: string) => `comprobante ${value}`,
  invoiceNumber: (value: string) => `factura ${value}`,
  folio: (value: string) => `radicado ${value}`,
  appointment: (value: string) => `cita ${value}`,
  kind: (value: string) => KINDS[value] ?? value,
  step: (value: string) => wordOf({ ...STEP_WORDS, ...REQUEST_STEP_WORDS }, value),
  load: (value: string) => `carga ${value}`,
  status: (value: string) => wordOf(STATUS_WORDS, value),
  undo: (value: string) => `deshecha por la carga ${value}`,
  statement: (value: string) => `estado de cuenta de ${value}`,
  openInvoices: (value: string) => `${value} ${value === "1" ? "factura" : "facturas"} con saldo`,
  cruce: (value: string) => `cruce de ${value} ${value === "1" ? "fila" : "filas"}`,
  from: (value: string) => `del ${dayOf(value)}`,
  to: (value: string) => `al ${dayOf(value)}`,
  format: (value: string) => FORMATS[value] ?? value,
  person: (value: string) => `a la persona #${value}`,
  affiliate: (value: string) =>
    value === "nobody" ? "de nadie que conozcamos" : `del afiliado #${value}`,
  withholding: (value: string) => `retención de ${value}`,
  certificate: (value: string) => value === "none" ? "que no existe" : `certificado #${value}`,
  role: (value: string) => `como ${ROLES[value] ?? value}`,
  way: (value: string) => wordOf(WAY_WORDS, value),
  which: (value: string) => WHICH[value] ?? value,
  addresses: (value: string) => `${value} ${value === "1" ? "dirección" : "direcciones"}`,
  enrolment: (value: string) => ENROLMENT_WORDS[value] ?? value,
  decision: (value: string) => value === "approved" ? "la aprobó" : "la rechazó",
  scope: (value: string) => `permisos: ${namesOfScopes(value)}`,
  token: (value: string) => `token ${value}`,
  webhook: (value: string) => `en ${value}`,
  message: (value: string) => `aviso ${value}`,
  because: (value: string) => wordOf(BECAUSE_WORDS, value),
  batch: (value: string) => `lote ${value}`,
  mail: (value: string) => `correo número ${value}`,
  version: (value: string) => `versión ${value}`,
  state: (value: string) => value === "whole" ? "está completa" : "está rota",
  count: (value: string) => `${value} ${value === "1" ? "hecho" : "hechos"}`,
  forgotten: (value: string) => `${value} ${value === "1" ? "intento" : "intentos"}`,
  field: (value: string) => FIELDS[value] ?? value,
  before: (value: string) => `antes: ${value || "nada"}`,
  after: (value: string) => `ahora: ${value || "nada"}`,
  address: (value: string) => `en ${value}`,
  reason: (value: string) => `porque ${wordOf(REASON_WORDS, value)}`,
  note: (value: string) => `motivo: ${value}`,
} as const;

type DetailKey = keyof typeof PHRASES;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A detail in words; what is no part of one, or an id that says nothing, is left out. */
export function describeDetail(detail: AuditDetail): string {
  return Object.entries(PHRASES).flatMap(([key, phrase]) => {
    const value = Object.entries(detail).find(([name]) => name === key)?.[1];
    const text = value === undefined ? "" : String(value).replace(UUID, "…");
    return value === undefined || text === "…" ? [] : [phrase(text)];
  }).join(", ").replace(/(del \S+), (al \S+)/, "$1 $2");
}

function wordOf(words: Words, value: string): string {
  return words[value] ?? value;
}

function dayOf(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : value;
}
