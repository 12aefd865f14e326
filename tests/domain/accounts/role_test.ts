import { assert, assertEquals } from "@std/assert";
import {
  may,
  PROVIDER_ROLES,
  readStaffRole,
  readTeamRole,
  ROLE_WORDS,
  STAFF_ROLE_ABOUT,
  STAFF_ROLE_WORDS,
  STAFF_ROLES,
  staffMay,
  type StaffPermission,
  TEAM_ROLES,
} from "../../../domain/accounts/role.ts";

Deno.test("everybody of a team may view, fewer may download, two roles manage the team", () => {
  const table = PROVIDER_ROLES.map((role) =>
    (["view", "download", "manageTeam"] as const).map((permission) => may(role, permission))
  );
  assertEquals(table, [
    [true, true, true],
    [true, true, true],
    [true, true, false],
    [true, false, false],
  ]);
});

Deno.test("of the staff one role looks after people, one loads payments, two read the audit", () => {
  const permissions = ["lookAfterPeople", "loadPayments", "readAudit"] as const;
  const table = STAFF_ROLES.map((role) => permissions.map((one) => staffMay(role, one)));
  assertEquals(table, [
    [true, false, true],
    [false, true, false],
    [false, false, true],
    [false, false, false],
    [false, false, false],
  ]);
});

Deno.test("what is said of a role of the staff is what it may do, all of it and no more", () => {
  const said: Record<StaffPermission, RegExp> = {
    lookAfterPeople: /prestadores y usuarios/,
    watchSystem: /mira el sistema/,
    loadPayments: /Carga, publica/,
    setCertificates: /certificados/,
    readLoads: /carga/i,
    answerInquiries: /responde consultas/,
    readPayments: /lee pagos/i,
    readAudit: /auditoría/,
    seeAffiliates: /ve sus datos con un motivo/,
    loadRegisters: /registro|Atiende/,
    decideEnrolments: /afiliarse/,
    answerAttention: /solicitudes/,
    lookAfterMedicines: /medicamentos/,
    lookAfterAgendas: /citas/,
  };
  for (const role of STAFF_ROLES) {
    for (const permission of Object.keys(said) as StaffPermission[]) {
      const isSaid = said[permission].test(STAFF_ROLE_ABOUT[role]);
      assertEquals(isSaid, staffMay(role, permission), `${role}: ${permission}`);
    }
  }
});

Deno.test("nobody is made a representative by a form, and no role is read that does not exist", () => {
  for (const role of TEAM_ROLES) assertEquals(readTeamRole(role), role);
  for (const role of STAFF_ROLES) assertEquals(readStaffRole(role), role);
  const wrong = [
    "representante",
    "",
    "Administrador",
    "administrador ",
    "constructor",
    "__proto__",
  ];
  for (const text of wrong) assertEquals(readTeamRole(text), undefined, text);
  for (const text of [...wrong, "contador"]) assertEquals(readStaffRole(text), undefined, text);
});

Deno.test("every role has a name for people", () => {
  for (const role of PROVIDER_ROLES) assert(ROLE_WORDS[role].name !== "" && ROLE_WORDS[role].about);
  for (const role of STAFF_ROLES) assert(STAFF_ROLE_WORDS[role] !== "");
});
