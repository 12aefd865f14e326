import { DatabaseSync } from "node:sqlite";
import { createAuditLog } from "../../db/audit/events.ts";
import { sealFor } from "../../db/accounts/second_factor.ts";
import { openDatabase } from "../../db/client.ts";
import type { AuditEvent } from "../../domain/audit/event.ts";
import { seal } from "../../lib/sealed.ts";
import { totpCode } from "../../tests/support/totp.ts";
import { SECRET } from "../support/checkout.ts";
import { PROVIDERS } from "./country.ts";
import { FIRST_ID } from "./grow.ts";
import { PASSWORD, visit } from "../support/visitor.ts";

const TOTP_SECRET = "ZONASERDEMOSTRACIONZONASERDEMOST";
const EVENTS_A_BATCH = 1000;
const FIRST_EVENT_MS = Date.UTC(2026, 0, 1);
const EVENT_EVERY_MS = 9000;
const ACCOUNT_OF = 5;

/** A member of the staff of each role that is asked, with the password of the bench. */
export async function addStaff(path: string, roles: string[]): Promise<void> {
  using db = new DatabaseSync(path);
  const add = db.prepare(`
    INSERT INTO users (kind, name, email, staff_role, password_hash, activated_at, accepted_policy,
      totp_confirmed_at)
    SELECT 'staff', :role, :role || '@eps.example', :role, password_hash, activated_at,
      accepted_policy, activated_at FROM users WHERE kind = 'representative' LIMIT 1`);
  const keep = db.prepare("UPDATE users SET totp_secret = ? WHERE id = ?");
  for (const role of roles) {
    const id = Number(add.run({ role }).lastInsertRowid);
    keep.run(await seal([SECRET], sealFor(id), TOTP_SECRET), id);
  }
}

/** Signs a member of the staff in; answers the cookies of the session. */
export async function signInStaff(port: number, role: string): Promise<string> {
  const visitor = visit(port);
  const usuario = `${role}@eps.example`;
  await post("/zona-ser", { tipo: "funcionario", usuario, contrasena: PASSWORD });
  // A code is taken once: the next step's code is taken, too.
  await post("/zona-ser/codigo", { codigo: totpCode(TOTP_SECRET, Date.now()) });
  return visitor.cookie();

  async function post(path: string, form: Record<string, string>): Promise<void> {
    const answer = await visitor.post(path, form);
    await answer.body?.cancel();
    if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`);
  }
}

/** Accounts of every fifth affiliate from one document to another, for the lists of users. */
export function addAffiliateAccounts(path: string): void {
  using db = new DatabaseSync(path);
  db.exec(`PRAGMA synchronous = OFF;
    INSERT INTO users (kind, affiliate_id, password_hash, activated_at, accepted_policy)
    SELECT 'affiliate', a.id, u.password_hash, u.activated_at, u.accepted_policy
    FROM (SELECT * FROM users WHERE kind = 'representative' LIMIT 1) AS u
    CROSS JOIN affiliates AS a
    WHERE a.id % ${ACCOUNT_OF} = 0 AND a.id NOT IN (
      SELECT affiliate_id FROM users WHERE affiliate_id IS NOT NULL)`);
}

/** Sign-ins of a country's providers in the log of what happened, chained as the portal does. */
export async function addEvents(path: string, from: number, until: number): Promise<void> {
  const db = await openDatabase({ url: `file:${path}` });
  await db.$client.execute("PRAGMA synchronous = OFF");
  const log = createAuditLog(db, [SECRET]);
  for (let first = from; first < until; first += EVENTS_A_BATCH) {
    const length = Math.min(EVENTS_A_BATCH, until - first);
    const events = Array.from({ length }, (_, index) => signInOf(first + index));
    await log.record(events, { maxWaitMs: Infinity });
  }
  db.$client.close();
}

function signInOf(number: number): AuditEvent {
  const user = FIRST_ID + 1 + number * 7919 % PROVIDERS;
  return {
    at: FIRST_EVENT_MS + number * EVENT_EVERY_MS,
    name: "signIn",
    result: "ok",
    userId: user,
    providerId: user,
    source: `10.${user % 250}.1.${number % 250}`,
    requestId: crypto.randomUUID(),
    detail: {},
  };
}
