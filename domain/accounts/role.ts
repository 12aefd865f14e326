/** What a person may do for a provider; the representative's role comes with the NIT. */
export const PROVIDER_ROLES = ["representante", "administrador", "contador", "consulta"] as const;
export type ProviderRole = typeof PROVIDER_ROLES[number];

/** The roles that a representative or an administrator gives to others. */
export const TEAM_ROLES = ["administrador", "contador", "consulta"] as const;
export type TeamRole = typeof TEAM_ROLES[number];

export const STAFF_ROLES = [
  "administrador",
  "tesoreria",
  "auditor",
  "afiliaciones",
  "atencion",
] as const;
export type StaffRole = typeof STAFF_ROLES[number];

export type Permission = "view" | "download" | "report" | "mark" | "manageTeam" | "managePrograms";

const MAY: Record<ProviderRole, Permission[]> = {
  representante: ["view", "download", "report", "mark", "manageTeam", "managePrograms"],
  administrador: ["view", "download", "report", "mark", "manageTeam", "managePrograms"],
  contador: ["view", "download", "report", "mark"],
  consulta: ["view"],
};

export function may(role: ProviderRole, permission: Permission): boolean {
  return MAY[role].includes(permission);
}

export type StaffPermission =
  | "lookAfterPeople"
  | "watchSystem"
  | "loadPayments"
  | "setCertificates"
  | "readLoads"
  | "answerInquiries"
  | "readPayments"
  | "readAudit"
  | "seeAffiliates"
  | "loadRegisters"
  | "decideEnrolments"
  | "answerAttention"
  | "lookAfterMedicines"
  | "lookAfterAgendas";

const STAFF_MAY: Record<StaffRole, StaffPermission[]> = {
  administrador: ["lookAfterPeople", "watchSystem", "answerInquiries", "readPayments", "readAudit"],
  tesoreria: ["loadPayments", "setCertificates", "readLoads", "answerInquiries", "readPayments"],
  auditor: ["readAudit", "readLoads", "readPayments"],
  afiliaciones: ["loadRegisters", "seeAffiliates", "decideEnrolments"],
  atencion: [
    "loadRegisters",
    "seeAffiliates",
    "answerAttention",
    "lookAfterMedicines",
    "lookAfterAgendas",
  ],
};

export function staffMay(role: StaffRole, permission: StaffPermission): boolean {
  return STAFF_MAY[role].includes(permission);
}

/** A role's name on screen, and what it may do. */
export const ROLE_WORDS: Record<ProviderRole, { name: string; about: string }> = {
  representante: { name: "Representante legal", about: "Todo, y responde por la cuenta" },
  administrador: {
    name: "Administrador",
    about: "Consulta, descarga, reporta e invita a otras personas",
  },
  contador: { name: "Contador", about: "Consulta, descarga y reporta" },
  consulta: { name: "Consulta", about: "Consulta en pantalla, sin descargar" },
};

export const STAFF_ROLE_WORDS: Record<StaffRole, string> = {
  administrador: "Administrador",
  tesoreria: "Tesorería",
  auditor: "Auditor",
  afiliaciones: "Afiliaciones",
  atencion: "Atención al afiliado",
};

/** What a role of the staff may do, for whoever chooses one: every permission in `STAFF_MAY`. */
export const STAFF_ROLE_ABOUT: Record<StaffRole, string> = {
  administrador:
    "Cuida de prestadores y usuarios, responde consultas, lee pagos y auditoría, y mira el sistema",
  tesoreria: "Carga, publica y lee pagos, prepara certificados y responde consultas",
  auditor: "Lee pagos, cargas y auditoría, y no cambia nada",
  afiliaciones:
    "Cuida del registro de afiliados, ve sus datos con un motivo, y decide sobre quien pide afiliarse",
  atencion:
    "Atiende a los afiliados, ve sus datos con un motivo: solicitudes, medicamentos y citas",
};

export function readTeamRole(text: string): TeamRole | undefined {
  return TEAM_ROLES.find((role) => role === text);
}

export function readStaffRole(text: string): StaffRole | undefined {
  return STAFF_ROLES.find((role) => role === text);
}
