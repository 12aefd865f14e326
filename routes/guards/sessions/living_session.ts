import type { AuditLog } from "../../../db/audit/events.ts";
import type { Db } from "../../../db/client.ts";
import { findSession, type StoredSession } from "../../../db/accounts/sessions.ts";
import { isDatabaseDown } from "../../../db/database_down.ts";
import type { Replica } from "../../../db/replica.ts";
import { isSessionAlive } from "../../../domain/accounts/session.ts";
import { mayActFor } from "../../../domain/affiliates/family.ts";
import { type CivilDate, dateInBogota } from "../../../domain/dates.ts";
import { Problem } from "../../../domain/errors.ts";
import { withLessPatience } from "../../../lib/patience.ts";
import type { Services } from "../../context.ts";
import type { SeenSessions } from "./seen_sessions.ts";

/** A session that is alive, and from where it reads on where the primary does not answer. */
export type LivingSession = { session: StoredSession; copy?: Copy };

/** The replica alone, and as of when its data are. */
export type Copy = { db: Db; asOfMs: number };

/** Whose session, whether its holder only reads, and what may be known of it. */
type Asked = { id: string; isReading: boolean; seenSessions: SeenSessions };

/** Whoever may read on at the replica does not wait for the primary until a page is late. */
const PRIMARY_PATIENCE_MS = 2000;

/**
 * The session of an id as the primary has it. Where that does not answer, whoever only reads goes on
 * at the replica, if the primary said within the last minutes that her session is alive, and the
 * replica knows of no end (decision 0036); everybody else gets what the primary threw.
 */
export async function findLiving(
  { db, now, replica }: Services,
  { id, isReading, seenSessions }: Asked,
): Promise<LivingSession | undefined> {
  const askPrimary = async () => judge(await findSession(db, id), now());
  if (!replica) return living(await askPrimary());
  const tell = seenSessions.begin(id, now());
  const seen = isReading ? seenSessions.find(id, now()) : undefined;
  try {
    const session = await (seen ? withLessPatience(PRIMARY_PATIENCE_MS, askPrimary) : askPrimary());
    tell(session);
    return living(session);
  } catch (error) {
    if (!seen || !isDatabaseDown(error)) throw error;
    const copy = await findCopy(db, replica, judge(seen, now()), now());
    if (!copy) throw error;
    return { session: seen, copy };
  }
}

/** An audit log that takes nothing: what must be recorded before it is sent is not sent. */
export const CLOSED_LOG: AuditLog = {
  record: () => Promise.reject(new Problem("unavailable")),
  write: () => Promise.reject(new Problem("unavailable")),
};

/** Whether two readings of a session allow the same on a day. */
export function allowsSame(one: StoredSession, other: StoredSession, today: CivilDate): boolean {
  return one.user.staffRole === other.user.staffRole &&
    one.membership?.provider.id === other.membership?.provider.id &&
    one.membership?.role === other.membership?.role &&
    one.actedFor?.id === other.actedFor?.id &&
    mayAct(one, today) === mayAct(other, today);
}

/** The yes of whom she acts for may be withdrawn, and either may leave the group. */
function mayAct({ affiliate, actedFor }: StoredSession, today: CivilDate): boolean {
  return affiliate !== null && actedFor !== null && mayActFor(affiliate, actedFor, today);
}

function living(session: StoredSession | undefined): LivingSession | undefined {
  return session && { session };
}

/**
 * Where a second factor was turned on in another session, this one has not given it and must begin
 * again.
 */
function judge(session: StoredSession | undefined, nowMs: number): StoredSession | undefined {
  if (!session || !isSessionAlive(session, nowMs)) return undefined;
  const isWhole = !session.user.hasSecondFactor || session.secondFactorAt !== null;
  return isWhole ? session : undefined;
}

/**
 * The replica, where it has this session, too, and all that it allows. The session's last use is
 * written every minute, and a replica has whatever was written before it: so old are its data at
 * most.
 */
async function findCopy(
  db: Db,
  replica: Replica,
  seen: StoredSession | undefined,
  nowMs: number,
): Promise<Copy | undefined> {
  if (!seen) return undefined;
  const { membership, dataVersion } = seen;
  const payments = membership && { provider: membership.provider, version: dataVersion ?? 0 };
  const alone = replica.alone(db, payments);
  const there = judge(await findSession(alone, seen.id), nowMs);
  return there && allowsSame(there, seen, dateInBogota(nowMs))
    ? { db: alone, asOfMs: there.lastUsedAt }
    : undefined;
}
