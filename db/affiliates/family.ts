import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Family } from "../../domain/affiliates/family.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { familyMember } from "../family_member.ts";
import { fullName } from "../full_name.ts";
import { askTogether, question, type Values } from "../question.ts";
import { actingConsents, affiliates } from "../schema.ts";

/** An affiliate, the head that the file names for her, and whom it names her the head of. */
export async function findFamily(db: Db, id: number): Promise<Family | undefined> {
  const [own, members] = await askTogether(db, OWN({ id }), MEMBERS({ id }));
  return readFamily(own, members);
}

/** Reads the answers of `OWN` and `MEMBERS`. */
export function readFamily(
  [own]: (Family["me"] & Pick<Family, "head">)[],
  members: Family["members"],
): Family | undefined {
  if (!own) return undefined;
  const { head, ...me } = own;
  const byAge = members.sort((one, other) => one.bornOn.localeCompare(other.bornOn));
  return { me, head, members: byAge };
}

const head = alias(affiliates, "head");

/** A person as somebody of the group of her head, and that head. */
export const OWN = question(
  {
    ...familyMember(affiliates, head),
    head: { id: head.id, name: fullName(head), kind: head.kind, state: head.state },
  },
  (select, { id }: Values<{ id: number }>) =>
    select.from(affiliates).leftJoin(
      head,
      and(
        eq(head.documentType, affiliates.headDocumentType),
        eq(head.documentNumber, affiliates.headDocumentNumber),
      ),
    ).where(eq(affiliates.id, id)),
);

/** Whom the file names a person the head of. */
export const MEMBERS = question(
  { ...familyMember(affiliates, head), kinship: affiliates.kinship },
  (select, { id }: Values<{ id: number }>) =>
    select.from(head).innerJoin(
      affiliates,
      and(
        eq(affiliates.headDocumentType, head.documentType),
        eq(affiliates.headDocumentNumber, head.documentNumber),
      ),
    ).where(eq(head.id, id)),
);

type Yes = { personId: number; headId: number; nowMs: number };

/** Stores an adult's yes to the head of her group, once. */
export async function allowActing(
  db: Db,
  { personId, headId, nowMs }: Yes,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  const allow = db.insert(actingConsents).values({ personId, headId, givenAt: nowMs })
    .onConflictDoNothing();
  await db.batch([allow, ...entry.queries]);
}

/**
 * Withdraws every yes of a person. What others booked for her is mailed from now on to the address
 * that is on file, where there is one.
 */
export async function forbidActing(
  db: Db,
  { personId, nowMs }: Pick<Yes, "personId" | "nowMs">,
  entry: Entry = NO_ENTRY,
): Promise<void> {
  const forbid = db.update(actingConsents).set({ withdrawnAt: nowMs }).where(and(
    eq(actingConsents.personId, personId),
    isNull(actingConsents.withdrawnAt),
  ));
  await db.batch([db.run(toHerAddress(personId)), forbid, ...entry.queries]);
}

function toHerAddress(personId: number) {
  return sql`
    UPDATE appointments SET email = a.email FROM affiliates AS a
    WHERE appointments.affiliate_id = ${personId} AND appointments.state = 'booked'
      AND appointments.booked_by <> ${personId} AND a.id = ${personId} AND a.email IS NOT NULL`;
}
