import { staffMay, type StaffPermission, type StaffRole } from "../../domain/accounts/role.ts";
import type { Module } from "./module.ts";

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
    name: "SIIFA",
    href: "/funcionario/siifa",
    icon: "upload",
    about: "Los pagos por reportar, con su plazo, y los archivos",
    permission: "loadPayments",
  },
  {
    name: "Afiliaciones",
    href: "/funcionario/afiliaciones",
    icon: "people",
    about: "Quién pide afiliarse, y el archivo de los aprobados",
    permission: "decideEnrolments",
  },
  {
    name: "Consultas",
    href: "/funcionario/consultas",
    icon: "chat",
    about: "Lo que los prestadores reportan",
    permission: "answerInquiries",
  },
  {
    name: "Conciliaciones",
    href: "/funcionario/conciliaciones",
    icon: "paper",
    about: "Actas por responder, diferencia por diferencia",
    permission: "answerInquiries",
  },
  {
    name: "PQRS",
    href: "/funcionario/atencion",
    icon: "people",
    about: "Lo que los afiliados piden y reclaman",
    permission: "answerAttention",
  },
  {
    name: "Agendas",
    href: "/funcionario/agendas",
    icon: "calendar",
    about: "Llamadas pedidas, citas por mover y cada día de una sede",
    permission: "lookAfterAgendas",
  },
  {
    name: "Solicitudes de registro",
    href: "/funcionario/solicitudes",
    icon: "mail",
    about: "IPS sin correo registrado",
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
    name: "Datos de contacto",
    href: "/funcionario/contactos",
    icon: "mail",
    about: "Lo que los afiliados piden cambiar",
    permission: ["decideEnrolments"],
  },
  {
    name: "Medicamentos",
    href: "/funcionario/medicamentos",
    icon: "clock",
    about: "Lo que los afiliados piden, con su plazo",
    permission: "lookAfterMedicines",
  },
  {
    name: "Usuarios",
    href: "/funcionario/usuarios",
    icon: "people",
    about: "Desbloquear, cerrar sesiones, funcionarios",
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
  {
    name: "Sistema",
    href: "/funcionario/sistema",
    icon: "alert",
    about: "Qué hace el portal ahora, y qué falló o tardó",
    permission: "watchSystem",
  },
] as const satisfies (Module & { permission: StaffPermission | readonly StaffPermission[] })[];

/** What a member of the staff may open. */
export function staffModulesOf(role: StaffRole | null) {
  return STAFF_MODULES.filter(({ permission }) =>
    role !== null && [permission].flat().some((one) => staffMay(role, one))
  );
}
