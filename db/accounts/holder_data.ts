import type { HolderData } from "../../domain/accounts/holder_data.ts";
import type { HolderCare } from "../../domain/users/holder_care.ts";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import {
  actas,
  attentionMessages,
  auditEvents,
  consents,
  dataRequests,
  inquiryMessages,
  memberships,
  passkeys,
  providers,
  sessions,
  users,
  voucherMarks,
} from "../schema.ts";
import { holderCareQueries } from "./holder_care.ts";

const MAX_EVENTS = 5000;

const USER = {
  kind: users.kind,
  name: users.name,
  email: users.email,
  staffRole: users.staffRole,
  activatedAt: users.activatedAt,
  acceptedPolicy: users.acceptedPolicy,
  secondFactorSince: users.totpConfirmedAt,
};

const ROLE = {
  nit: providers.nit,
  legalName: providers.legalName,
  role: memberships.role,
  since: memberships.createdAt,
  revokedAt: memberships.revokedAt,
  representativeName: providers.representativeName,
  representativeId: providers.representativeId,
  emailOnFile: providers.email,
  phone: providers.phone,
};

const SESSION = {
  createdAt: sessions.createdAt,
  lastUsedAt: sessions.lastUsedAt,
  endedAt: sessions.endedAt,
  address: sessions.address,
  userAgent: sessions.userAgent,
};

const KEY = {
  name: passkeys.name,
  createdAt: passkeys.createdAt,
  lastUsedAt: passkeys.lastUsedAt,
};

const MARK = {
  nit: providers.nit,
  documentNumber: voucherMarks.documentNumber,
  isWorked: voucherMarks.isWorked,
  note: voucherMarks.note,
  markedAt: voucherMarks.markedAt,
};

const EVENT = {
  at: auditEvents.at,
  name: auditEvents.name,
  result: auditEvents.result,
  source: auditEvents.source,
  detail: auditEvents.detail,
};

/**
 * All that is stored about a person (Ley 1581, art. 8): the account, roles, consents, sessions,
 * passkeys, requests, messages in inquiries and PQRS, an affiliate's care, actas that she signed, and
 * what she did; no secret, and nothing of anybody else. One round trip.
 */
export async function findHolderData(
  db: Db,
  userId: number,
): Promise<HolderData & { care: HolderCare } | undefined> {
  const [
    [user],
    roles,
    accepted,
    places,
    keys,
    requests,
    messages,
    caseMessages,
    marks,
    events,
    signatures,
    ...care
  ] = await db.batch([
    db.select(USER).from(users).where(eq(users.id, userId)),
    ...accessQueries(db, userId),
    ...deedQueries(db, userId),
    ...holderCareQueries(db, userId),
  ]);
  if (!user) return undefined;
  const account = { user, roles, accepted, places, keys, requests, marks, events };
  const [medicines, medicinesForOthers, appointments, calls, certificates, contacts] = care;
  return {
    ...account,
    messages,
    caseMessages,
    signatures,
    care: { medicines, medicinesForOthers, appointments, calls, certificates, contacts },
  };
}

/** What lets her in, and from where she came. */
function accessQueries(db: Db, userId: number) {
  return [
    db.select(ROLE).from(memberships)
      .innerJoin(providers, eq(providers.id, memberships.providerId))
      .where(eq(memberships.userId, userId)),
    db.select().from(consents).where(eq(consents.userId, userId)).orderBy(asc(consents.id)),
    db.select(SESSION).from(sessions).where(eq(sessions.userId, userId))
      .orderBy(desc(sessions.createdAt)),
    db.select(KEY).from(passkeys).where(eq(passkeys.userId, userId)),
  ] as const;
}

/** What she asked, wrote and did. */
function deedQueries(db: Db, userId: number) {
  return [
    db.select().from(dataRequests).where(eq(dataRequests.userId, userId)),
    writtenIn(db, inquiryMessages, userId),
    writtenIn(db, attentionMessages, userId),
    db.select(MARK).from(voucherMarks)
      .innerJoin(providers, eq(providers.id, voucherMarks.providerId))
      .where(eq(voucherMarks.markedBy, userId)),
    db.select(EVENT).from(auditEvents).where(eq(auditEvents.userId, userId))
      .orderBy(desc(auditEvents.at)).limit(MAX_EVENTS),
    signedBy(db, userId),
  ] as const;
}

/** The actas that she signed, by what she did: an acta itself has a name, which others may have too. */
function signedBy(db: Db, userId: number) {
  return db.select({
    folio: actas.folio,
    cutoffOn: actas.cutoffOn,
    sha256: actas.sha256,
    name: auditEvents.name,
    at: auditEvents.at,
  }).from(auditEvents)
    .innerJoin(actas, sql`${actas.folio} = ${auditEvents.detail} ->> 'folio'`)
    .where(and(
      eq(auditEvents.userId, userId),
      eq(auditEvents.result, "ok"),
      inArray(auditEvents.name, ["actaSent", "actaAnswered", "actaClosed"]),
    ))
    .orderBy(asc(auditEvents.at));
}

/** What she wrote in threads of one kind. */
function writtenIn(
  db: Db,
  messages: typeof inquiryMessages | typeof attentionMessages,
  userId: number,
) {
  const { folio, text, createdAt, authorId } = messages;
  return db.select({ folio, text, createdAt }).from(messages).where(eq(authorId, userId))
    .orderBy(asc(createdAt));
}
