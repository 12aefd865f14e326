import type { LoggedEvent } from "./logged_event.ts";
import { activityName } from "./activity.ts";

/** An event as the log shows it. */
export type LogLine = {
  id: number;
  at: number;
  /** Her name, address or role, with her number, which tells people of the same name apart. */
  person: string;
  what: string;
  detail: string;
  provider: string;
  nit: string;
  result: "Hecho" | "Rechazado";
  source: string;
  requestId: string;
};

export function describeEvent(event: LoggedEvent): LogLine {
  const { id, at, name, result, detail, nit, legalName, source, requestId } = event;
  return {
    id,
    at,
    person: personOf(event),
    what: activityName(name),
    detail: Object.entries(detail).map(inWords).join(", "),
    provider: legalName ?? "",
    nit: nit ?? "",
    result: result === "ok" ? "Hecho" : "Rechazado",
    source,
    requestId,
  };
}

/** What the things are called that an event's detail names. */
const WORDS: Record<string, string> = {
  addresses: "direcciones",
  count: "cuántas",
  documentNumber: "comprobante",
  folio: "radicado",
  forgotten: "intentos",
  format: "formato",
  from: "desde",
  mail: "correo número",
  note: "motivo",
  person: "persona",
  reason: "razón",
  role: "rol",
  to: "hasta",
  way: "con",
  what: "qué",
  which: "cuáles",
};

/** How one signed in. */
const WAYS: Record<string, string> = {
  code: "código",
  passkey: "llave de acceso",
  password: "contraseña",
  recovery: "código de recuperación",
};

function inWords([key, value]: [string, string | number]): string {
  const name = WORDS[key] ?? key;
  if (key === "person") return `${name} #${value}`;
  return `${name} ${key === "way" ? WAYS[value] ?? value : value}`;
}

function personOf({ userId, personName, email }: LoggedEvent): string {
  if (userId === null) return "Sin identificar";
  return `${personName || email || "Representante legal"} #${userId}`;
}
