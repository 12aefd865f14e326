import type { AuditFilter } from "../../domain/audit/filter.ts";
import { formatDate } from "../../domain/dates.ts";
import type { ProviderFilter } from "../../domain/providers/filter.ts";
import type { UserFilter } from "../../domain/users/filter.ts";

export const PROVIDERS = "/funcionario/prestadores";
export const USERS = "/funcionario/usuarios";
export const AUDIT = "/funcionario/auditoria";
export const MAILS = "/funcionario/correos";
export const SYSTEM = "/funcionario/sistema";
export const LOADS = "/funcionario/cargas";
export const REGISTRATIONS = "/funcionario/solicitudes";
export const DATA_REQUESTS = "/funcionario/datos";
export const AFFILIATES = "/funcionario/afiliados";
export const CONTACTS = "/funcionario/contactos";
export const AGENDAS = "/funcionario/agendas";
export const MEDICINE_REQUESTS = "/funcionario/medicamentos";
export const INQUIRIES = "/funcionario/consultas";
export const ACTAS = "/funcionario/conciliaciones";
export const REPORTS = "/funcionario/siifa";
export const ENROLMENTS = "/funcionario/afiliaciones";
export const CASES = "/funcionario/atencion";

export function providersHref(filter: Omit<ProviderFilter, "words">, page = 1): string {
  return `${PROVIDERS}${providersQuery(filter, page)}`;
}

export function providersCsvHref(filter: Omit<ProviderFilter, "words">): string {
  return `${PROVIDERS}/lista.csv${providersQuery(filter, 1)}`;
}

function providersQuery({ q, access }: Omit<ProviderFilter, "words">, page: number): string {
  return query({ q, acceso: access === "todos" ? "" : access, pagina: pageOf(page) });
}

export function usersHref({ q, group }: Omit<UserFilter, "words">, page = 1): string {
  return `${USERS}${query({ q, grupo: group === "todos" ? "" : group, pagina: pageOf(page) })}`;
}

/** The log by its filter; `further` is the place of a page, or nothing. */
export function auditHref(
  filter: AuditFilter,
  further: Record<string, string> = {},
  path = AUDIT,
): string {
  const { from, to, name, result, nit, source, person } = filter;
  const range = { desde: formatDate(from), hasta: formatDate(to) };
  const rest = { hecho: name, persona: person, nit, direccion: source, resultado: result };
  return `${path}${query({ ...range, ...rest, ...further })}`;
}

function pageOf(page: number): string {
  return page > 1 ? String(page) : "";
}

/** A query string without the empty fields. */
function query(fields: Record<string, string | undefined>): string {
  const given = Object.entries(fields).flatMap(([name, value]) => value ? [[name, value]] : []);
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
