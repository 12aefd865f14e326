import type { EpsIdentity } from "../eps.ts";
import type { Passkey } from "./passkey.ts";
import type { ListedSession, SessionTimes } from "./session.ts";
import { formatDate, formatInstant } from "../dates.ts";
import { describeDevice } from "./device.ts";
import { type ActaSignature, describeActaSignature } from "./acta_signature.ts";
import { type ProviderRole, ROLE_WORDS } from "./role.ts";

/** A message in a thread. */
type Written = { folio: string; text: string; createdAt: number };

/** What is stored about a person, as the database gives it; instants in milliseconds. */
export type HolderData = {
  user: {
    kind: string;
    name: string;
    email: string | null;
    staffRole: string | null;
    activatedAt: number | null;
    acceptedPolicy: string | null;
    secondFactorSince: number | null;
  };
  roles: {
    nit: string;
    legalName: string;
    role: ProviderRole;
    since: number;
    revokedAt: number | null;
    representativeName: string | null;
    representativeId: string | null;
    emailOnFile: string | null;
    phone: string | null;
  }[];
  accepted: { policyVersion: string; policySha256: string; acceptedAt: number; address: string }[];
  places: (SessionTimes & Pick<ListedSession, "address" | "userAgent">)[];
  keys: Pick<Passkey, "name" | "createdAt" | "lastUsedAt">[];
  requests: {
    folio: string;
    kind: string;
    text: string;
    createdAt: number;
    dueOn: string;
    answeredAt: number | null;
    answer: string;
  }[];
  marks: {
    nit: string;
    documentNumber: string;
    isWorked: boolean;
    note: string;
    markedAt: number;
  }[];
  messages: Written[];
  caseMessages: Written[];
  signatures: ActaSignature[];
  events: { at: number; name: string; result: string; source: string; detail: string }[];
};

/** The same in Spanish, for a file that the person downloads (Ley 1581, art. 8). */
export function describeHolderData(
  data: HolderData,
  eps: Pick<EpsIdentity, "name" | "nit">,
  describeActivity: DescribeActivity,
) {
  const { user, roles } = data;
  return {
    responsable: `${eps.name} EPS, NIT ${eps.nit}`,
    cuenta: describeUser(user),
    prestadores: roles.map(describeRole),
    autorizaciones: data.accepted.map((one) => ({
      version: one.policyVersion,
      huellaDelTexto: one.policySha256,
      fecha: instant(one.acceptedAt),
      direccion: one.address,
    })),
    sesiones: data.places.map(describePlace),
    llavesDeAcceso: data.keys.map((one) => ({
      nombre: one.name,
      agregadaEl: instant(one.createdAt),
      usadaEl: instant(one.lastUsedAt),
    })),
    solicitudes: data.requests.map((one) => ({
      radicado: one.folio,
      tipo: one.kind,
      texto: one.text,
      fecha: instant(one.createdAt),
      fechaPrometida: formatDate(one.dueOn),
      respondidaEl: instant(one.answeredAt),
      respuesta: one.answer || null,
    })),
    mensajesEnConsultas: data.messages.map(describeMessage),
    mensajesEnPqrs: data.caseMessages.map(describeMessage),
    marcasEnComprobantes: data.marks.map(describeMark),
    actasFirmadas: data.signatures.map(describeActaSignature),
    actividad: data.events.map((event) => describeEvent(event, describeActivity)),
  };
}

function describeUser(user: HolderData["user"]) {
  return {
    nombre: user.name || null,
    correo: user.email,
    rolDeFuncionario: user.staffRole,
    activadaEl: instant(user.activatedAt),
    segundoFactorDesde: instant(user.secondFactorSince),
    politicasAceptadas: user.acceptedPolicy,
  };
}

/** The provider's representative sees what is stored about her as such; others only their role. */
function describeRole(one: HolderData["roles"][number]) {
  const common = {
    nit: one.nit,
    razonSocial: one.legalName,
    rol: ROLE_WORDS[one.role].name,
    desde: instant(one.since),
    hasta: instant(one.revokedAt),
  };
  if (one.role !== "representante") return common;
  return {
    ...common,
    representanteLegal: one.representativeName,
    cedula: one.representativeId,
    correoRegistrado: one.emailOnFile,
    telefono: one.phone,
  };
}

function describeMessage({ folio, text, createdAt }: Written) {
  return { radicado: folio, texto: text, fecha: instant(createdAt) };
}

function describePlace(one: HolderData["places"][number]) {
  return {
    inicio: instant(one.createdAt),
    ultimoUso: instant(one.lastUsedAt),
    fin: instant(one.endedAt),
    direccion: one.address,
    equipo: describeDevice(one.userAgent),
  };
}

function describeMark(one: HolderData["marks"][number]) {
  return {
    nit: one.nit,
    comprobante: one.documentNumber,
    trabajado: one.isWorked ? "sí" : "no",
    nota: one.note || null,
    fecha: instant(one.markedAt),
  };
}

type DescribeActivity = (
  event: Omit<HolderData["events"][number], "detail"> & {
    detail: Record<string, string | number>;
    userId: null;
    personName: "";
  },
) => { what: string; result: string };

function describeEvent(
  event: HolderData["events"][number],
  describeActivity: DescribeActivity,
) {
  const known = {
    ...event,
    detail: JSON.parse(event.detail),
    userId: null,
    personName: "",
  } as const;
  const { what, result } = describeActivity(known);
  return { fecha: instant(event.at), que: what, resultado: result, direccion: event.source };
}

function instant(ms: number | null): string | null {
  return ms === null ? null : formatInstant(ms);
}
