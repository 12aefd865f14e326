import { sql } from "drizzle-orm";
import { affiliates, memberships, providers, users } from "../../db/schema.ts";
import { sealFor } from "../../db/accounts/second_factor.ts";
import { POLICY_VERSION } from "../../domain/accounts/policy.ts";
import type { StaffRole, TeamRole } from "../../domain/accounts/role.ts";
import { createPasswords } from "../../lib/password/password.ts";
import { seal } from "../../lib/sealed.ts";
import { newTotpSecret } from "../../lib/totp.ts";
import type { Services } from "../../routes/context.ts";

export const PASSWORD = "tres tigres comen trigo";

/**
 * At almost no cost: a hash at the real one costs more than most tests. The threads start here: one
 * that started within a test would have to end within it.
 */
export const PASSWORDS = createPasswords({ memory: 8, passes: 1, parallelism: 1 });

/** Two, so that as many threads are there. */
export const [PASSWORD_HASH] = await Promise.all([
  PASSWORDS.hash(PASSWORD),
  PASSWORDS.hash(PASSWORD),
]);

/** What of a portal, or of a test that has none of its own, keeps a second factor. */
type Keeper = Pick<Services, "db" | "now"> & {
  settings: Pick<Services["settings"], "sessionSecrets">;
};
type Person = Partial<typeof users.$inferInsert>;
type Role = typeof memberships.$inferInsert["role"];

/** The account of a provider's representative, as registration and activation would leave it. */
export async function createAccount(services: Services, nit: string): Promise<number> {
  const known = await representativeOf(services, nit);
  return known ??
    await addPerson(services.db, { kind: "representative" }, [[nit, "representante"]]);
}

/** A member of teams, who signs in with her address. */
export async function createMember(
  services: Services,
  email: string,
  roles: (readonly [nit: string, role: TeamRole])[],
): Promise<number> {
  return await addPerson(services.db, { kind: "member", email, name: `Ana ${email}` }, roles);
}

/** A member of the staff with a second factor; answers the secret of her authenticator. */
export async function createStaff(
  services: Keeper,
  email: string,
  staffRole: StaffRole,
): Promise<{ id: number; secret: string }> {
  const id = await addPerson(
    services.db,
    { kind: "staff", email, name: `Luz ${email}`, staffRole },
    [],
  );
  return { id, secret: await giveSecondFactor(services, id) };
}

/** Turns a second factor on; answers the secret of the authenticator. */
export async function giveSecondFactor(services: Keeper, userId: number): Promise<string> {
  const secret = newTotpSecret();
  const totpSecret = await seal(services.settings.sessionSecrets, sealFor(userId), secret);
  await services.db.update(users).set({ totpSecret, totpConfirmedAt: services.now() })
    .where(sql`id = ${userId}`);
  return secret;
}

/** A row of affiliates: a head of family, suspended, obviously invented. */
export function anAffiliate(changes: Partial<Affiliate> = {}): Affiliate {
  return {
    documentType: "CC",
    documentNumber: "9990000101",
    firstSurname: "Pérez",
    secondSurname: "Rojas",
    firstName: "María",
    secondName: "Camila",
    bornOn: "1962-03-05",
    regime: "subsidiado",
    kind: "cabeza",
    state: "SM",
    affiliatedOn: "2011-02-01",
    daneCode: "13001",
    municipality: "Cartagena",
    primarySiteName: "Centro de Salud El Bosque",
    ...changes,
  };
}

type Affiliate = typeof affiliates.$inferInsert;

/** An affiliate on file with an account; answers her number. */
export async function createAffiliate(
  { db }: Pick<Services, "db">,
  changes: Partial<Affiliate> = {},
): Promise<number> {
  const [added] = await db.insert(affiliates).values(anAffiliate(changes))
    .returning({ id: affiliates.id });
  if (!added) throw new Error("nobody was added");
  await addPerson(db, { kind: "affiliate", affiliateId: added.id }, []);
  return added.id;
}

/** A person and her roles, straight into the database; answers her id. */
export async function addPerson(
  db: Services["db"],
  person: Person & { kind: typeof users.$inferInsert["kind"] },
  roles: (readonly [nit: string, role: Role])[],
): Promise<number> {
  const [added] = await db.insert(users).values({
    passwordHash: PASSWORD_HASH,
    activatedAt: 0,
    acceptedPolicy: POLICY_VERSION,
    ...person,
  }).returning({ id: users.id });
  if (!added) throw new Error("nobody was added");
  for (const [nit, role] of roles) {
    const [provider] = await db.select({ id: providers.id }).from(providers)
      .where(sql`nit = ${nit}`);
    if (!provider) throw new Error(`${nit} is not on file`);
    const values = { userId: added.id, providerId: provider.id, role, createdAt: 0 };
    await db.insert(memberships).values(values);
  }
  return added.id;
}

async function representativeOf({ db }: Services, nit: string): Promise<number | undefined> {
  const [row] = await db.select({ userId: memberships.userId }).from(memberships)
    .where(
      sql`role = 'representante' AND provider_id = (SELECT id FROM providers WHERE nit = ${nit})`,
    );
  return row?.userId;
}
