import { sql } from "drizzle-orm";
import { addBusinessDays } from "../../domain/business_days.ts";
import { addDays, addYears, type CivilDate } from "../../domain/dates.ts";
import { POLICY_VERSION } from "../../domain/accounts/policy.ts";
import type { StaffRole, TeamRole } from "../../domain/accounts/role.ts";
import { seal } from "../../lib/sealed.ts";
import { createContactRequest } from "../affiliates/contact_requests.ts";
import type { Db } from "../client.ts";
import { createDataRequest } from "../users/data_requests.ts";
import { CLINIC, DEMO_PROVIDERS, HOSPITAL, LABORATORY } from "./providers.ts";
import { createRegistrationRequest } from "../providers/registration_requests.ts";
import { affiliates, memberships, providers, users } from "../schema.ts";
import { sealFor } from "../accounts/second_factor.ts";

/** The members of teams in the demo data; none of them exists. */
export const DEMO_MEMBERS: {
  name: string;
  email: string;
  roles: [nit: string, role: TeamRole][];
  about: string;
}[] = [
  {
    name: "Diana Paternina Gómez",
    email: "diana@contadoresdelsinu.example",
    roles: [[CLINIC, "contador"], [HOSPITAL, "administrador"]],
    about: "trabaja con dos IPS",
  },
  {
    name: "Óscar Ruiz Lozano",
    email: "oscar@bahiadelsinu.example",
    roles: [[CLINIC, "consulta"]],
    about: "consulta sin descargar",
  },
];

/** The staff of the demo data, and the secret of their authenticators. */
export const DEMO_STAFF: { name: string; email: string; role: StaffRole }[] = [
  { name: "Yaneth Cogollo", email: "administracion@eps.example", role: "administrador" },
  { name: "Rafael Díaz", email: "tesoreria@eps.example", role: "tesoreria" },
  { name: "Lucía Mestra", email: "tesoreria2@eps.example", role: "tesoreria" },
  { name: "Álvaro Buelvas", email: "auditoria@eps.example", role: "auditor" },
  { name: "Nidia Arrieta", email: "afiliaciones@eps.example", role: "afiliaciones" },
  { name: "Wilson Puello", email: "atencion@eps.example", role: "atencion" },
];
export const DEMO_TOTP_SECRET = "ZONASERDEMOSTRACIONZONASERDEMOST";

/** The affiliates of the demo data who have an account. */
export const DEMO_AFFILIATES = [
  { documentType: "CC", documentNumber: "9990000101", about: "cabeza de una familia de cuatro" },
  { documentType: "CC", documentNumber: "9990000102", about: "su cónyuge" },
  { documentType: "CC", documentNumber: "9990000105", about: "suspendido por mora" },
];

export type DemoSecrets = { passwordHash: string; sessionSecrets: string[] };

/** Representatives, teams, staff and affiliates, all with the password of the demonstration. */
export async function seedDemoPeople(
  db: Db,
  nowMs: number,
  { passwordHash, sessionSecrets }: DemoSecrets,
): Promise<void> {
  const common = { passwordHash, activatedAt: nowMs, acceptedPolicy: POLICY_VERSION };
  const nits = DEMO_PROVIDERS.filter((one) => one.hasAccount).map((one) => one.nit);
  for (const nit of nits) {
    await addPerson(db, nowMs, { ...common, kind: "representative" }, [[nit, "representante"]]);
  }
  for (const { name, email, roles } of DEMO_MEMBERS) {
    await addPerson(db, nowMs, { ...common, kind: "member", name, email }, roles);
  }
  for (const { name, email, role: staffRole } of DEMO_STAFF) {
    const person = { ...common, kind: "staff", name, email, staffRole } as const;
    const id = await addPerson(db, nowMs, person, []);
    const totpSecret = await seal(sessionSecrets, sealFor(id), DEMO_TOTP_SECRET);
    await db.update(users).set({ totpSecret, totpConfirmedAt: nowMs }).where(sql`id = ${id}`);
  }
  for (const { documentType, documentNumber } of DEMO_AFFILIATES) {
    const [person] = await db.select({ id: affiliates.id }).from(affiliates).where(
      sql`document_type = ${documentType} AND document_number = ${documentNumber}`,
    );
    if (!person) throw new Error(`${documentNumber} is not on file`);
    await addPerson(db, nowMs, { ...common, kind: "affiliate", affiliateId: person.id }, []);
  }
}

/**
 * What waits for the staff: requests of a provider and of an affiliate without an address, and one
 * about personal data that is late.
 */
export async function seedDemoRequests(db: Db, nowMs: number, today: CivilDate): Promise<void> {
  await createRegistrationRequest(db, {
    folio: `SR-${today.slice(0, 4)}-DEM2DEM3`,
    nit: LABORATORY,
    documentNumber: "1500080100",
    paidAmount: 125_430_000,
    representativeId: "32654987",
    contactName: "Carmen Cecilia Barrios",
    contactPhone: "605 555 0132",
    contactEmail: "gerencia@losmanglares.example",
    createdAt: nowMs,
    dueOn: addBusinessDays(today, 3),
    paidSince: addYears(today, -1),
  });
  await createContactRequest(db, {
    folio: `CT-${today.slice(0, 4)}-DEM6DEM7`,
    documentType: "CC",
    documentNumber: "9990000106",
    bornOn: "1958-01-09",
    askedBy: null,
    email: "rosa.inventada@correo.example",
    phone: "300 000 0106",
    address: null,
    createdAt: nowMs,
    dueOn: addBusinessDays(today, 3),
  });
  const [person] = await db.select({ id: users.id }).from(users).where(sql`kind = 'member'`);
  if (!person) return;
  const createdAt = nowMs - 25 * 24 * 60 * 60 * 1000;
  const asked = { userId: person.id, createdAt };
  const text = "Mi segundo apellido es Gómez con z, no Gomes.";
  const folio = `DP-${today.slice(0, 4)}-DEM4DEM5`;
  const dueOn = addDays(today, -2);
  await createDataRequest(db, { ...asked, folio, kind: "correccion", text, dueOn });
}

type Person = Omit<typeof users.$inferInsert, "id">;
type Role = typeof memberships.$inferInsert["role"];

async function addPerson(
  db: Db,
  nowMs: number,
  person: Person,
  roles: (readonly [nit: string, role: Role])[],
): Promise<number> {
  const [added] = await db.insert(users).values(person).returning({ id: users.id });
  if (!added) throw new Error("the demo data are there already");
  for (const [nit, role] of roles) {
    await db.insert(memberships).select(
      db.select({
        userId: sql<number>`${added.id}`.as("user_id"),
        providerId: providers.id,
        role: sql<Role>`${role}`.as("role"),
        createdAt: sql<number>`${nowMs}`.as("created_at"),
        revokedAt: sql<null>`NULL`.as("revoked_at"),
      }).from(providers).where(sql`nit = ${nit}`),
    );
  }
  return added.id;
}
