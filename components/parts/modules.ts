import type { UserKind } from "../../domain/accounts/account.ts";
import {
  may,
  type Permission,
  type ProviderRole,
  staffMay,
  type StaffPermission,
  type StaffRole,
} from "../../domain/accounts/role.ts";
import type { IconName } from "./icon.tsx";

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
    name: "Citas",
    href: "/afiliados/citas",
    icon: "calendar",
    about: "Pedir, mover o cancelar una cita",
  },
  {
    name: "Certificado",
    href: "/afiliados/certificado",
    icon: "paper",
    about: "Su certificado de afiliación en PDF",
  },
  {
    name: "Medicamentos",
    href: "/afiliados/medicamentos",
    icon: "clock",
    about: "Lo que la farmacia le debe, y pedir a domicilio",
  },
  {
    name: "Atención",
    href: "/afiliados/atencion",
    icon: "chat",
    about: "La línea y las oficinas",
  },
] as const satisfies Module[];

/** The modules of the staff, in the same way; a role needs one `permission` of each to see it. */
export const STAFF_MODULES = [
  {
    name: "Cargar archivos",
    href: "/funcionario/cargas",
    icon: "upload",
    about: "Cargar archivos y publicar lo que otra persona cargó",
    permission: ["loadPayments", "loadRegisters"],
  },
  {
    name: "Historial de cargas",
    href: "/funcionario/cargas/historial",
    icon: "clock",
    about: "Qué se cargó, quién lo publicó y qué se deshizo",
    permission: ["readLoads", "loadRegisters"],
  },
  {
    name: "Pagos de prestadores",
    href: "/funcionario/pagos",
    icon: "money",
    about: "Comprobantes y facturas, publicados o por publicar",
    permission: "readPayments",
  },
  {
    name: "Certificados",
    href: "/funcionario/certificados",
    icon: "file",
    about: "Lo que dicen los certificados de retención de cada año",
    permission: "setCertificates",
  },
  {
    name: "Consultas",
    href: "/funcionario/consultas",
    icon: "chat",
    about: "Lo que los prestadores reportan",
    permission: "answerInquiries",
  },
  {
    name: "Solicitudes de registro",
    href: "/funcionario/solicitudes",
    icon: "mail",
    about: "IPS sin correo registrado",
    permission: "lookAfterPeople",
  },
  {
    name: "Datos personales",
    href: "/funcionario/datos",
    icon: "lock",
    about: "Consultas y reclamos con su fecha",
    permission: "lookAfterPeople",
  },
  {
    name: "Prestadores",
    href: "/funcionario/prestadores",
    icon: "building",
    about: "Correo, representante y acceso",
    permission: "lookAfterPeople",
  },
  {
    name: "Afiliados",
    href: "/funcionario/afiliados",
    icon: "people",
    about: "Los datos de una persona, con su motivo",
    permission: "seeAffiliates",
  },
  {
    name: "Usuarios",
    href: "/funcionario/usuarios",
    icon: "people",
    about: "Desbloquear, cerrar sesiones, funcionarios",
    permission: "lookAfterPeople",
  },
  {
    name: "Correos",
    href: "/funcionario/correos",
    icon: "alert",
    about: "Los que no se pudieron entregar",
    permission: "lookAfterPeople",
  },
  {
    name: "Auditoría",
    href: "/funcionario/auditoria",
    icon: "shield",
    about: "Quién hizo qué, y la cadena",
    permission: "readAudit",
  },
] as const satisfies (Module & { permission: StaffPermission | readonly StaffPermission[] })[];

/** What a member of the staff may open. */
export function staffModulesOf(role: StaffRole | null) {
  return STAFF_MODULES.filter(({ permission }) =>
    role !== null && [permission].flat().some((one) => staffMay(role, one))
  );
}

export type Module = { name: string; href: string; icon: IconName; about: string };

export type ModuleName =
  (typeof MODULES | typeof AFFILIATE_MODULES | typeof STAFF_MODULES)[number]["name"];
