import type { Entry } from "../../db/audit/entry.ts";
import { forgetAttempts, takeAttempt } from "../../db/accounts/attempts.ts";
import { createReset } from "../../db/accounts/passwords.ts";
import {
  changeStaffRole,
  disableUser,
  enableUser,
  endUserSessions,
  removeFactors,
} from "../../db/users/access.ts";
import type { UserRecord } from "../../domain/users/user_record.ts";
import { findAccount } from "../../db/accounts/users.ts";
import { STAFF_MAIL } from "../../domain/accounts/attempt_limit.ts";
import { Problem } from "../../domain/errors.ts";
import { RESET_LIFETIME_MS } from "../../domain/accounts/registration.ts";
import { readStaffRole } from "../../domain/accounts/role.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import { type AccountChange, accountChangedMail, resetMail } from "../../domain/accounts/mail.ts";
import { tell } from "../accounts/notices.ts";
import { act } from "../audit.ts";
import { MAIL_NOT_SENT, sendAsked } from "../mail/send_asked.ts";
import type { Ctx } from "../context.ts";
import { actNoted, noteOf } from "../staff/act.ts";
import { attemptsOf } from "./attempts.ts";

type Help = (c: Ctx, user: UserRecord) => Promise<number>;

/**
 * Acts that help a person to sign in; each answers how long to wait before it may be done again, 0
 * for done.
 */
export const HELPS: Record<"desbloquear" | "clave" | "sesiones", Help> = {
  async desbloquear(c, user) {
    const { db } = c.get("services");
    const happened = { name: "attemptsForgotten", detail: { person: user.id } } as const;
    await act(c, happened, (entry) => forgetAttempts(db, attemptsOf(user), entry));
    return 0;
  },
  clave: sendReset,
  async sesiones(c, user) {
    const { db, now } = c.get("services");
    const happened = { name: "sessionsEnded", detail: { person: user.id } } as const;
    await act(c, happened, (entry) => endUserSessions(db, user.id, now(), entry));
    return 0;
  },
};

/** The link goes to the person's own mailbox alone, and is stored as a hash: the staff never sees it (A16). */
async function sendReset(c: Ctx, { id }: UserRecord): Promise<number> {
  const { db, now, settings } = c.get("services");
  const account = await findAccount(db, { id });
  if (!account?.isActive || account.mailbox === null) {
    throw new Problem("invalid", "La cuenta no está activa o no tiene correo.");
  }
  const waitMs = await takeAttempt(db, [{ limit: STAFF_MAIL, of: `reset ${id}` }], now());
  if (waitMs > 0) return waitMs;
  const token = newSecretToken();
  const createdAt = now();
  const expiresAt = createdAt + RESET_LIFETIME_MS;
  const reset = { tokenSha256: sha256(token), userId: id, createdAt, expiresAt };
  const happened = { name: "passwordResetAsked", detail: { person: id } } as const;
  await act(c, happened, (entry) => createReset(db, reset, entry));
  if (await sendAsked(c, resetMail(account.mailbox, account, settings, token))) return 0;
  throw new Problem("unavailable", MAIL_NOT_SENT);
}

type Typed = { motivo: string; rol: string };
type Change = (c: Ctx, user: UserRecord, typed: Typed) => Promise<boolean>;
type ChangeName = "rol" | "factor" | "deshabilitar" | "habilitar";

/** Acts against a person, each with its reason; each answers whether it changed anything. */
export const CHANGES: Record<ChangeName, Change> = {
  async rol(c, { id }, { motivo, rol }) {
    const role = readStaffRole(rol);
    if (!role) throw new Problem("invalid", "Ese rol no existe.");
    const note = noteOf(c, "roleChange", { userId: id }, motivo);
    const { db } = c.get("services");
    const change = (entry: Entry) => changeStaffRole(db, id, role, note, entry);
    return await actNoted(c, note, change, { role });
  },
  async factor(c, { id }, { motivo }) {
    const note = noteOf(c, "secondFactorOff", { userId: id }, motivo);
    const { db } = c.get("services");
    const isDone = await actNoted(c, note, (entry) => removeFactors(db, id, note, entry));
    if (isDone) await tellPerson(c, id, FACTOR_REMOVED);
    return isDone;
  },
  async deshabilitar(c, { id }, { motivo }) {
    const note = noteOf(c, "userDisabled", { userId: id }, motivo);
    const { db } = c.get("services");
    return await actNoted(c, note, (entry) => disableUser(db, id, note, entry));
  },
  async habilitar(c, { id }, { motivo }) {
    const note = noteOf(c, "userEnabled", { userId: id }, motivo);
    const { db } = c.get("services");
    return await actNoted(c, note, (entry) => enableUser(db, id, note, entry));
  },
};

export function isChange(name: string): name is ChangeName {
  return name in CHANGES;
}

const FACTOR_REMOVED: AccountChange = {
  subject: "Se quitó el segundo factor",
  text:
    "la EPS quitó el segundo factor y las llaves de acceso, porque pidieron ayuda por haberlos " +
    "perdido, y se cerraron las sesiones. Entre con su contraseña y active uno nuevo.",
};

async function tellPerson(c: Ctx, id: number, change: AccountChange): Promise<void> {
  const { db, settings } = c.get("services");
  const account = await findAccount(db, { id });
  if (account) tell(c, account, (to) => accountChangedMail(to, account, settings, change));
}
