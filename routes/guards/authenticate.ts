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
import { type Ctx, type Env, type Services, todayOf } from "../context.ts";
import { refuseUnmarked, wholePageFor } from "./sessions/copy_mark.ts";
import { SAFE_METHODS } from "./csrf.ts";
import {
  allowsSame,
  CLOSED_LOG,
  type Copy,
  findLiving,
  type LivingSession,
} from "./sessions/living_session.ts";
import { readSessionCookie, setSessionCookie } from "./session_cookie.ts";

const MAX_AGENT = 300;
const SIGN_OUT = "/zona-ser/salir";

/** Finds the session that the cookie points to; the row decides, not the token. */
export function authenticate(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const services = c.get("services");
    const found = await readSession(c);
    if (!found) return await next();
    const { session, copy } = found;
    c.set("session", session);
    c.set(
      "isStillAllowed",
      (atMs = services.now()) => isStillOf(c, { ...services, now: () => atMs }, session),
    );
    if (session.membership) {
      c.set("provider", session.membership.provider);
      c.set("role", session.membership.role);
      if (session.dataVersion !== null && !copy) c.set("dataVersion", session.dataVersion);
      c.set("askedBy", session.user.name || REPRESENTATIVE_NAME);
    }
    const whole = wholePageFor(c, copy !== undefined);
    if (whole) return whole;
    if (copy) {
      readFrom(c, copy);
      await next();
      return await refuseUnmarked(c);
    }
    const { db, now, background } = services;
    const nowMs = now();
    if (nowMs - session.lastUsedAt > SESSION_TOUCH_MS) {
      background.run(() => touchSession(db, session.id, nowMs));
    }
    if (isReading(c)) return await next();
    try {
      await next();
    } finally {
      c.get("seenSessions").forget(session.id);
    }
  };
}

/** Lets a request read from the replica alone, and says as of when the data are. */
function readFrom(c: Ctx, { db, asOfMs }: Copy): void {
  const services = c.get("services");
  services.log("warning", "read on at the replica", { requestId: c.get("requestId") });
  c.set("services", { ...services, db, auditLog: CLOSED_LOG });
  c.set("asOfMs", asOfMs);
}

/** Where a sign-out cannot reach the primary, the session is over for this process at least. */
async function readSession(c: Ctx): Promise<LivingSession | undefined> {
  const secret = await readSessionCookie(c);
  if (secret === undefined) return undefined;
  const { method, path } = c.req;
  const seenSessions = c.get("seenSessions");
  const id = sha256(secret);
  if (method === "POST" && path === SIGN_OUT) seenSessions.forget(id);
  return await findLiving(c.get("services"), { id, isReading: isReading(c), seenSessions });
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

function isReading(c: Ctx): boolean {
  return SAFE_METHODS.includes(c.req.method);
}

async function isStillOf(c: Ctx, services: Services, before: StoredSession): Promise<boolean> {
  const asked = { id: before.id, isReading: isReading(c), seenSessions: c.get("seenSessions") };
  const found = await findLiving(services, asked);
  return found !== undefined && allowsSame(found.session, before, todayOf(c));
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
