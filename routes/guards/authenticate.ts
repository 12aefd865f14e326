import type { Entry } from "../../db/audit/entry.ts";
import type { MiddlewareHandler } from "hono";
import {
  createSession,
  findSession,
  type StoredSession,
  touchSession,
} from "../../db/accounts/sessions.ts";
import { REPRESENTATIVE_NAME } from "../../db/accounts/users.ts";
import { isSessionAlive, SESSION_TOUCH_MS } from "../../domain/accounts/session.ts";
import { newSecretToken, sha256 } from "../../lib/secret_token.ts";
import type { Ctx, Env } from "../context.ts";
import { readSessionCookie, setSessionCookie } from "./session_cookie.ts";

const MAX_AGENT = 300;

/** Finds the session that the cookie points to; the row decides, not the token. */
export function authenticate(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { db, now, background } = c.get("services");
    const session = await readSession(c);
    if (session) {
      c.set("session", session);
      c.set("isStillAllowed", () => isStillOf(c, session));
      if (session.membership) {
        c.set("provider", session.membership.provider);
        c.set("role", session.membership.role);
        if (session.dataVersion !== null) c.set("dataVersion", session.dataVersion);
        c.set("askedBy", session.user.name || REPRESENTATIVE_NAME);
      }
      const nowMs = now();
      if (nowMs - session.lastUsedAt > SESSION_TOUCH_MS) {
        background.run(() => touchSession(db, session.id, nowMs));
      }
    }
    await next();
  };
}

async function readSession(c: Ctx): Promise<StoredSession | undefined> {
  const secret = await readSessionCookie(c);
  return secret === undefined ? undefined : await findLiving(c, sha256(secret));
}

/**
 * The session that the cookie points to, where it ran out and its person may still sign in; one that
 * somebody ended (signing out, a new password) is none.
 */
export async function findSpentSession(c: Ctx): Promise<StoredSession | undefined> {
  const secret = await readSessionCookie(c);
  const { db, now } = c.get("services");
  const session = secret === undefined ? undefined : await findSession(db, sha256(secret));
  if (!session || session.endedAt !== null) return undefined;
  return isSessionAlive(session, now()) ? undefined : session;
}

/**
 * Where a second factor was turned on in another session, this one has not given it and must begin
 * again.
 */
async function findLiving(c: Ctx, id: string): Promise<StoredSession | undefined> {
  const { db, now } = c.get("services");
  const session = await findSession(db, id);
  if (!session || !isSessionAlive(session, now())) return undefined;
  const isWhole = !session.user.hasSecondFactor || session.secondFactorAt !== null;
  return isWhole ? session : undefined;
}

async function isStillOf(c: Ctx, before: StoredSession): Promise<boolean> {
  const session = await findLiving(c, before.id);
  return session !== undefined && session.user.staffRole === before.user.staffRole &&
    session.membership?.provider.id === before.membership?.provider.id &&
    session.membership?.role === before.membership?.role;
}

export type SessionWish = {
  userId: number;
  passwordHash: string;
  providerId: number | null;
  secondFactorAt: number | null;
  /** The staff's cookie is not sent with a request that another site started. */
  isStaff: boolean;
};

/**
 * Starts a session under a new id and sets its cookie; an earlier id is never reused. Answers
 * false where the password changed, or the account was closed, meanwhile.
 */
export async function startSession(
  c: Ctx,
  wish: SessionWish,
  entry: Entry,
): Promise<boolean> {
  const { db, now } = c.get("services");
  const { passwordHash, isStaff, ...rest } = wish;
  const secret = newSecretToken();
  const id = sha256(secret);
  const userAgent = (c.req.header("user-agent") ?? "").slice(0, MAX_AGENT);
  const session = { ...rest, id, nowMs: now(), address: c.get("clientAddress"), userAgent };
  if (!await createSession(db, session, passwordHash, entry)) return false;
  await setSessionCookie(c, secret, isStaff ? "Strict" : "Lax");
  return true;
}
