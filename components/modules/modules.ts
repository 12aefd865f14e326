import type { UserKind } from "../../domain/accounts/account.ts";
import { may, type Permission, type ProviderRole } from "../../domain/accounts/role.ts";
import type { Module } from "./module.ts";
import type { STAFF_MODULES } from "./staff_modules.ts";

export type Home = { href: string; name: string };

/** The first page of each kind of user, and its name. */
export const HOMES = {
  guest: { href: "/", name: "la página de inicio" },
  provider: { href: "/portal", name: "Módulos Portal" },
  staff: { href: "/funcionario", name: "Trabajo del día" },
  affiliate: { href: "/afiliados/inicio", name: "Módulos Portal" },
} as const satisfies Record<string, Home>;

/** Where somebody of this kind begins. */
export function homeOf(kind: UserKind): Home {
  return kind === "staff" || kind === "affiliate" ? HOMES[kind] : HOMES.provider;
}

/** The modules of the portal that exist, in the order of the strip and of Módulos Portal. */
export const MODULES = [
  { name: "Financiera", href: "/pagos", icon: "money", about: "Consulta de pagos y descargas" },
  {
    name: "Buscar factura",
    href: "/buscar",
    icon: "search",
    about: "En cualquier escritura, sin fechas",
  },
  {
    name: "Cruce de cartera",
    href: "/cruce",
    icon: "check",
    about: "Su lista contra lo que le pagamos",
  },
  {
    name: "Conciliaciones",
    href: "/conciliaciones",
    icon: "paper",
    about: "Actas con la EPS, diferencia por diferencia",
  },
  {
    name: "Estado de cuenta",
    href: "/estado-de-cuenta",
    icon: "paper",
    about: "Pagado, retenido y pendiente, por mes",
  },
  {
    name: "Certificados",
    href: "/certificados",
    icon: "file",
    about: "De retención: renta, IVA e ICA, con sus renglones",
  },
  {
    name: "Consultas",
    href: "/consultas",
    icon: "chat",
    about: "Lo que su IPS reportó y su respuesta",
  },
  {
    name: "Equipo",
    href: "/equipo",
    icon: "people",
    about: "Quién entra por su IPS y qué hizo",
    permission: "manageTeam",
  },
] as const satisfies (Module & { permission?: Permission })[];

/** What a member of a provider's team may open. */
export function modulesOf(role: ProviderRole | undefined): Module[] {
  return MODULES.filter((module) =>
    !("permission" in module) || (role !== undefined && may(role, module.permission))
  );
}

/** The modules of an affiliate. */
export const AFFILIATE_MODULES = [
  {
    name: "Mi afiliación",
    href: "/afiliados/mi-afiliacion",
    icon: "shield",
    about: "Lo que tenemos de usted, su familia y quién lo vio",
  },
  {
    name: "Citas",
    href: "/afiliados/citas",
    icon: "calendar",
    about: "Pedir, mover o cancelar una cita",
  },
  {
    name: "Medicamentos",
    href: "/afiliados/medicamentos",
    icon: "clock",
    about: "Lo que la farmacia le debe, y pedir a domicilio",
  },
  {
    name: "Certificado",
    href: "/afiliados/certificado",
    icon: "paper",
    about: "Su certificado de afiliación en PDF",
  },
  {
    name: "Atención",
    href: "/afiliados/atencion",
    icon: "chat",
    about: "La línea, las oficinas y sus solicitudes",
  },
] as const satisfies Module[];

export type ModuleName =
  (typeof MODULES | typeof AFFILIATE_MODULES | typeof STAFF_MODULES)[number]["name"];
