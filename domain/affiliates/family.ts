import type { Person } from "../accounts/person.ts";
import { addYears, type CivilDate } from "../dates.ts";
import type { AffiliateDetails } from "./affiliate.ts";
import { hasEnded } from "./retired.ts";

/** What is on file of a head that decides whether she may act for somebody. */
export type Head = { id: number } & Pick<AffiliateDetails, "kind" | "state">;

/** What is on file of a person that decides who may act for her. */
export type FamilyMember = Person & Pick<AffiliateDetails, "kind" | "bornOn" | "state"> & {
  /** The head of the group that the file names for her; null where it names none. */
  headId: number | null;
  /** Whether she said yes, from her own account, to this very head, and has not withdrawn it. */
  hasConsented: boolean;
};

/** An affiliate with the group that the file puts her into. */
export type Family = {
  me: FamilyMember;
  /** Null where the file names no head, or one who is not on file. */
  head: (Person & Head) | null;
  members: (FamilyMember & Pick<AffiliateDetails, "kinship">)[];
};

const ADULT_AGE = 18;

export function isMinor({ bornOn }: Pick<FamilyMember, "bornOn">, today: CivilDate): boolean {
  return addYears(bornOn, ADULT_AGE) > today;
}

/**
 * Whether the person belongs to the group of this head, by the file. Whoever has left or died belongs
 * to no group that somebody may act in.
 */
function isInGroup(
  person: Head & Pick<FamilyMember, "headId">,
  head: Head,
): boolean {
  return isHead(head) && !isHead(person) && person.id !== head.id && person.headId === head.id &&
    [person, head].every(({ state }) => !hasEnded(state));
}

/**
 * Whether one person may act for another today: for herself always; the head of a group for its
 * minors, and for an adult only while her own yes, given to this very head, stands. Whoever turns 18
 * is asked.
 */
export function mayActFor(
  actor: Head,
  person: Omit<FamilyMember, "name">,
  today: CivilDate,
): boolean {
  if (actor.id === person.id) return true;
  return isInGroup(person, actor) && (isMinor(person, today) || person.hasConsented);
}

/** The head whom an adult of the group may allow to act for her; undefined where there is none. */
export function headToAllow({ me, head }: Family, today: CivilDate): (Person & Head) | undefined {
  return head && isInGroup(me, head) && !isMinor(me, today) ? head : undefined;
}

function isHead({ kind }: Head): boolean {
  return kind === "cotizante" || kind === "cabeza";
}
