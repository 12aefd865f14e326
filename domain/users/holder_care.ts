import { formatDate, formatInstant } from "../dates.ts";
import { REQUEST_STATE_WORDS, type RequestState } from "../medicines/request.ts";

/** What is stored of an affiliate's care, as the database gives it; instants in milliseconds. */
export type HolderCare = {
  medicines: {
    folio: string;
    formulaNumber: string;
    formulaOn: string;
    asked: string;
    address: string | null;
    phone: string | null;
    pointName: string | null;
    state: RequestState;
    scheduledOn: string | null;
    reason: string | null;
    createdAt: number;
  }[];
  /** Asked for somebody else, whose data the rest of it is. */
  medicinesForOthers: { folio: string; createdAt: number }[];
  appointments: {
    code: string;
    careKind: string;
    professional: string;
    siteName: string | null;
    startsAt: number;
    state: keyof typeof APPOINTMENT_STATES;
    phone: string;
    address: string;
    email: string;
    createdAt: number;
  }[];
  calls: {
    folio: string;
    careKind: string;
    siteName: string | null;
    phone: string;
    askedAt: number;
    promisedOn: string;
    answeredAt: number | null;
    outcome: string | null;
  }[];
  certificates: { code: string; issuedAt: number }[];
  /** Contact data that she, or somebody for her, asked to have on file. */
  contacts: {
    folio: string;
    isOwn: number;
    email: string | null;
    phone: string | null;
    address: string | null;
    state: keyof typeof CONTACT_STATES;
    createdAt: number;
    decidedAt: number | null;
  }[];
};

const APPOINTMENT_STATES = { booked: "Apartada", cancelled: "Cancelada", past: "Pasada" };

const CONTACT_STATES = { open: "Por decidir", approved: "Aprobada", rejected: "Rechazada" };

/** The same in Spanish, for the file that she downloads. */
export function describeHolderCare(care: HolderCare) {
  return {
    solicitudesDeMedicamentos: care.medicines.map(describeMedicine),
    medicamentosPedidosParaOtros: care.medicinesForOthers.map((one) => ({
      radicado: one.folio,
      fecha: formatInstant(one.createdAt),
    })),
    citas: care.appointments.map(describeAppointment),
    solicitudesDeLlamada: care.calls.map(describeCall),
    certificadosVigentes: care.certificates.map((one) => ({
      codigo: one.code,
      expedidoEl: formatInstant(one.issuedAt),
    })),
    solicitudesDeContacto: care.contacts.map(describeContact),
  };
}

function describeMedicine(one: HolderCare["medicines"][number]) {
  return {
    radicado: one.folio,
    formula: one.formulaNumber,
    fechaDeLaFormula: formatDate(one.formulaOn),
    medicamento: one.asked,
    direccion: one.address,
    telefono: one.phone,
    puntoDeEntrega: one.pointName,
    estado: REQUEST_STATE_WORDS[one.state].name,
    entregaProgramada: one.scheduledOn && formatDate(one.scheduledOn),
    motivo: one.reason,
    fecha: formatInstant(one.createdAt),
  };
}

function describeAppointment(one: HolderCare["appointments"][number]) {
  return {
    codigo: one.code,
    tipo: one.careKind,
    profesional: one.professional,
    sede: one.siteName,
    cuando: formatInstant(one.startsAt),
    estado: APPOINTMENT_STATES[one.state],
    telefono: one.phone,
    direccion: one.address,
    correo: one.email,
    pedidaEl: formatInstant(one.createdAt),
  };
}

function describeCall(one: HolderCare["calls"][number]) {
  return {
    radicado: one.folio,
    tipo: one.careKind,
    sede: one.siteName,
    telefono: one.phone,
    fecha: formatInstant(one.askedAt),
    fechaPrometida: formatDate(one.promisedOn),
    respondidaEl: one.answeredAt === null ? null : formatInstant(one.answeredAt),
    resultado: one.outcome,
  };
}

/** What somebody else typed, without an account too, may be how to reach that person. */
function describeContact(one: HolderCare["contacts"][number]) {
  return {
    radicado: one.folio,
    desdeSuCuenta: one.isOwn === 1 ? "sí" : "no",
    ...(one.isOwn === 1 && { correo: one.email, telefono: one.phone, direccion: one.address }),
    estado: CONTACT_STATES[one.state],
    fecha: formatInstant(one.createdAt),
    decididaEl: one.decidedAt === null ? null : formatInstant(one.decidedAt),
  };
}
