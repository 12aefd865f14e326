import { sql } from "drizzle-orm";
import { POLICY_VERSION } from "../../domain/accounts/policy.ts";
import type { Db } from "../client.ts";
import { storeTroubles } from "../system/troubles.ts";
import { disableUser } from "../users/access.ts";
import { CLINIC, HOSPITAL } from "./providers.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Work for the staff: mails that were given up, contacts for notices, a disabled person, failures. */
export async function seedDemoStaffWork(
  db: Db,
  nowMs: number,
  { passwordHash }: { passwordHash: string },
): Promise<void> {
  await addFailedMails(db, nowMs);
  await addContacts(db, nowMs);
  await disableSomebody(db, nowMs, passwordHash);
  await addTroubles(db, nowMs);
}

/** A page that failed, and two that took long. */
async function addTroubles(db: Db, nowMs: number): Promise<void> {
  const told = [
    ["slow", "GET /pagos/:documentNumber/export.xlsx", 90, 2140, ""],
    ["error", "POST /consultas/nueva", 26, 38, "TypeError: fetch failed"],
    ["slow", "GET /funcionario/pagos", 3, 1320, ""],
  ] as const;
  await storeTroubles(
    db,
    told.map(([kind, route, hoursAgo, durationMs, problem], index) => ({
      at: nowMs - hoursAgo * HOUR_MS,
      kind,
      route,
      requestId: `${index}a2b3c4d-0000-4000-8000-000000000000`,
      durationMs,
      problem,
    })),
  );
}

async function addFailedMails(db: Db, nowMs: number): Promise<void> {
  const failed = [
    [CLINIC, "cartera@bahiadelsinu.example", 1, "550 5.1.1 RCPT TO", 4],
    [HOSPITAL, "contabilidad@hospitalayapel.example", 7, "ETIMEDOUT CONN", 30],
  ] as const;
  for (const [nit, to, attempts, problem, hoursAgo] of failed) {
    const at = nowMs - hoursAgo * HOUR_MS;
    await db.run(sql`
      INSERT INTO outbox_mails (dedupe_key, kind, provider_id, to_address, subject, text, created_at,
        not_before, attempts, given_up_at, last_problem)
      SELECT ${`demo:${to}`}, 'posting', id, ${to}, 'Mutual Ser publicó 4 comprobantes de egreso',
        'Véalos en Zona Ser.', ${at - HOUR_MS}, ${at}, ${attempts}, ${at}, ${problem}
      FROM providers WHERE nit = ${nit}`);
  }
}

/** Two contacts of the clinic with different wishes; one of them has refused notices. */
async function addContacts(db: Db, nowMs: number): Promise<void> {
  const contacts = [["cartera@bahiadelsinu.example", 1, 0], [
    "gerencia@bahiadelsinu.example",
    0,
    1,
  ]];
  for (const [index, [address = "", postings = 0, weekly = 0]] of contacts.entries()) {
    await db.run(sql`
      INSERT INTO provider_contacts
        (provider_id, position, address, wants_postings, wants_weekly, created_at)
      SELECT id, ${index + 1}, ${address}, ${postings}, ${weekly}, ${nowMs}
      FROM providers WHERE nit = ${CLINIC}`);
  }
  await db.run(sql`
    INSERT INTO notice_refusals (provider_id, address, refused_at)
    SELECT id, 'gerencia@bahiadelsinu.example', ${nowMs} FROM providers WHERE nit = ${CLINIC}`);
}

async function disableSomebody(db: Db, nowMs: number, passwordHash: string): Promise<void> {
  await db.run(sql`
    INSERT INTO users (kind, email, name, password_hash, activated_at, accepted_policy)
    VALUES ('member', 'nelly@bahiadelsinu.example', 'Nelly Sierra Peña', ${passwordHash},
      ${nowMs}, ${POLICY_VERSION})`);
  await db.run(sql`
    INSERT INTO memberships (user_id, provider_id, role, created_at)
    SELECT u.id, p.id, 'contador', ${nowMs} FROM users AS u, providers AS p
    WHERE u.email = 'nelly@bahiadelsinu.example' AND p.nit = ${CLINIC}`);
  const [[person], [staff]] = await db.batch([
    db.all<{ id: number }>(sql`
      SELECT id FROM users WHERE email = 'nelly@bahiadelsinu.example' AND kind = 'member'`),
    db.all<{ id: number }>(sql`SELECT id FROM users WHERE staff_role = 'administrador' LIMIT 1`),
  ]);
  if (!person || !staff) throw new Error("the people of the demo data are missing");
  await disableUser(db, person.id, {
    id: crypto.randomUUID(),
    at: nowMs,
    act: "userDisabled",
    staffId: staff.id,
    userId: person.id,
    reason: "La IPS avisó por teléfono que ya no trabaja allí; hablé con su representante.",
  });
}
