import type { HolderData } from "../../domain/accounts/holder_data.ts";
import { asc, desc, eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import {
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

/**
 * All that is stored about a person (Ley 1581, art. 8): the account, roles, consents, sessions,
 * passkeys, requests, messages in inquiries and PQRS, and what she did; no secret, and nothing of anybody
 * else. One round trip.
 */
export async function findHolderData(db: Db, userId: number): Promise<HolderData | undefined> {
  const [[user], roles, accepted, places, keys, requests, messages, caseMessages, marks, events] =
    await db.batch(
      [
        db.select(USER).from(users).where(eq(users.id, userId)),
        db.select(ROLE).from(memberships).innerJoin(
          providers,
          eq(providers.id, memberships.providerId),
        )
          .where(eq(memberships.userId, userId)),
        db.select().from(consents).where(eq(consents.userId, userId)).orderBy(asc(consents.id)),
        db.select(SESSION).from(sessions).where(eq(sessions.userId, userId)).orderBy(
          desc(sessions.createdAt),
        ),
        db.select(KEY).from(passkeys).where(eq(passkeys.userId, userId)),
        db.select().from(dataRequests).where(eq(dataRequests.userId, userId)),
        writtenIn(db, inquiryMessages, userId),
        writtenIn(db, attentionMessages, userId),
        db.select(MARK).from(voucherMarks).innerJoin(
          providers,
          eq(providers.id, voucherMarks.providerId),
        )
          .where(eq(voucherMarks.markedBy, userId)),
        db.select({
          at: auditEvents.at,
          name: auditEvents.name,
          result: auditEvents.result,
          source: auditEvents.source,
          detail: auditEvents.detail,
        }).from(auditEvents).where(eq(auditEvents.userId, userId)).orderBy(desc(auditEvents.at))
          .limit(MAX_EVENTS),
      ],
    );
  return user &&
    { user, roles, accepted, places, keys, requests, messages, caseMessages, marks, events };
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
