import type { InStatement } from "@libsql/client";
import type { StaffRole } from "../../domain/accounts/role.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { endProgramsSql } from "../programs/ends.ts";
import { type NewNote, noteIfChanged } from "../staff/notes.ts";

/*
 * What the staff does to a person. Each change is one batch with the note that says why, and
 * answers whether it changed anything; findSession checks `disabled_at` and the role at every
 * request.
 */

/**
 * Disables a person: ends her sessions, tokens and webhooks and voids her links and her open invitations. The
 * last administrator who may sign in stays: two of them who disable one another at once must not
 * lock everybody out.
 */
export async function disableUser(
  db: Db,
  userId: number,
  note: NewNote,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { id: userId, now: note.at };
  return await changeUser(db, { sql: DISABLE, args }, { note, entry }, [
    { sql: `${END_SESSIONS} AND ${IS_DISABLED}`, args },
    ...endProgramsSql({ people: ":id", only: IS_DISABLED }).map((sql) => ({ sql, args })),
    ...VOID_LINKS.map((sql) => ({ sql, args })),
  ]);
}

export async function enableUser(
  db: Db,
  userId: number,
  note: NewNote,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  return await changeUser(db, { sql: ENABLE, args: { id: userId } }, { note, entry }, []);
}

/**
 * Changes the role of a member of the staff, ends her tokens and voids her open invitations; the
 * last administrator who may sign in keeps hers.
 */
export async function changeStaffRole(
  db: Db,
  userId: number,
  role: StaffRole,
  note: NewNote,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { id: userId, now: note.at, note: note.id };
  const isNoted = "EXISTS (SELECT 1 FROM staff_notes WHERE id = :note)";
  return await changeUser(db, { sql: SET_ROLE, args: { id: userId, role } }, { note, entry }, [
    { sql: `${VOID_INVITATIONS} AND ${isNoted}`, args },
    ...endProgramsSql({ people: ":id", only: isNoted }).map((sql) => ({ sql, args })),
  ]);
}

/**
 * Removes a lost second factor: authenticator, recovery codes, and passkeys, which were probably on
 * the same device; ends the sessions, too.
 */
export async function removeFactors(
  db: Db,
  userId: number,
  note: NewNote,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const args = { id: userId };
  return await changeUser(db, { sql: REMOVE_TOTP, args }, { note, entry }, [
    { sql: "DELETE FROM recovery_codes WHERE user_id = :id", args },
    { sql: "DELETE FROM passkeys WHERE user_id = :id", args },
    { sql: END_SESSIONS, args: { ...args, now: note.at } },
  ]);
}

/** Ends every session of a person; answers how many. */
export async function endUserSessions(
  db: Db,
  userId: number,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<number> {
  const args = { id: userId, now: Math.trunc(nowMs) };
  const end = { sql: END_SESSIONS, args };
  const [ended] = await db.$client.batch([end, ...entry.statements], "write");
  return ended?.rowsAffected ?? 0;
}

/** Ends every session of everybody, including those of whoever asks; answers how many. */
export async function endAllSessions(
  db: Db,
  note: NewNote,
  entry: Entry = NO_ENTRY,
): Promise<number> {
  const [ended] = await db.$client.batch([
    { sql: END_ALL, args: { now: note.at } },
    noteIfChanged(note),
    ...entry.statements,
  ], "write");
  return ended?.rowsAffected ?? 0;
}

async function changeUser(
  db: Db,
  change: InStatement,
  { note, entry }: { note: NewNote; entry: Entry },
  further: InStatement[],
): Promise<boolean> {
  const kept = [noteIfChanged(note), ...entry.statements];
  const [changed] = await db.$client.batch([change, ...kept, ...further], "write");
  return changed?.rowsAffected === 1;
}

const OTHER_ADMINISTRATOR = `(coalesce(staff_role, '') <> 'administrador' OR EXISTS (
  SELECT 1 FROM users AS other WHERE other.kind = 'staff' AND other.staff_role = 'administrador'
    AND other.id <> users.id AND other.disabled_at IS NULL AND other.activated_at IS NOT NULL))`;

const DISABLE = `UPDATE users SET disabled_at = :now
  WHERE id = :id AND disabled_at IS NULL AND ${OTHER_ADMINISTRATOR}`;
const ENABLE = "UPDATE users SET disabled_at = NULL WHERE id = :id AND disabled_at IS NOT NULL";
const SET_ROLE = `UPDATE users SET staff_role = :role
  WHERE id = :id AND kind = 'staff' AND staff_role <> :role AND ${OTHER_ADMINISTRATOR}`;
const REMOVE_TOTP = `
  UPDATE users SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
  WHERE id = :id AND (totp_confirmed_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM passkeys WHERE user_id = :id))`;

const IS_DISABLED = "EXISTS (SELECT 1 FROM users WHERE id = :id AND disabled_at IS NOT NULL)";
const END_SESSIONS = "UPDATE sessions SET ended_at = :now WHERE user_id = :id AND ended_at IS NULL";
const END_ALL = "UPDATE sessions SET ended_at = :now WHERE ended_at IS NULL";
/** Voids the invitations that she sent, and those to her own address. */
const VOID_INVITATIONS = `UPDATE invitations SET voided_at = :now
  WHERE used_at IS NULL AND voided_at IS NULL AND (invited_by = :id OR (
    email = (SELECT email FROM users WHERE id = :id)
    AND (provider_id IS NULL) = (SELECT kind = 'staff' FROM users WHERE id = :id)))`;
const VOID_LINKS = [
  `${VOID_INVITATIONS} AND ${IS_DISABLED}`,
  `UPDATE password_resets SET voided_at = :now
   WHERE user_id = :id AND used_at IS NULL AND voided_at IS NULL AND ${IS_DISABLED}`,
  `UPDATE email_changes SET voided_at = :now
   WHERE user_id = :id AND used_at IS NULL AND voided_at IS NULL AND ${IS_DISABLED}`,
];
