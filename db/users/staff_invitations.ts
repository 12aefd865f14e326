import { and, eq, gte, isNull, sql } from "drizzle-orm";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { invitations, users } from "../schema.ts";
import type { OpenInvitation } from "../../domain/users/team.ts";

/** Open invitations to the staff, the newest first. */
export async function findStaffInvitations(db: Db, nowMs: number): Promise<OpenInvitation[]> {
  const open = await db.select({
    handle: invitations.handle,
    email: invitations.email,
    role: invitations.role,
    createdAt: invitations.createdAt,
    expiresAt: invitations.expiresAt,
  }).from(invitations).where(and(isOpen(), gte(invitations.expiresAt, nowMs)));
  return open.sort((one, other) => other.createdAt - one.createdAt);
}

/** Withdraws an invitation to the staff; answers whether there was one. */
export async function voidStaffInvitation(
  db: Db,
  handle: string,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [voided] = await db.batch([
    db.update(invitations).set({ voidedAt: nowMs })
      .where(and(isOpen(), eq(invitations.handle, handle))),
    ...entry.queries,
  ]);
  return voided.rowsAffected === 1;
}

/** Whether a member of the staff has this address already, disabled or not. */
export async function isStaffAddress(db: Db, email: string): Promise<boolean> {
  const [row] = await db.select({ one: sql`1` }).from(users)
    .where(and(eq(users.kind, "staff"), eq(users.email, email)));
  return row !== undefined;
}

function isOpen() {
  return and(
    isNull(invitations.providerId),
    isNull(invitations.usedAt),
    isNull(invitations.voidedAt),
  );
}
