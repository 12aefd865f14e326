import { and, asc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { SLOT } from "../appointments/slot_sql.ts";
import type { Db } from "../client.ts";
import { isDeliveryPoint } from "../medicines/selection.ts";
import {
  affiliates,
  appointments,
  callbackRequests,
  certificates,
  contactRequests,
  loadedPlaces,
  medicineRequests,
  users,
} from "../schema.ts";

/**
 * What is stored of an affiliate's care, for the download of her data: her medicines, appointments,
 * calls, certificates and requests about contact data, whoever asked for them. Of medicines that she
 * asked for somebody else it is the radicado alone: the rest is the other's. Queries of a batch; none
 * finds anything for an account of no affiliate, or of one who is not on file.
 */
export function holderCareQueries(db: Db, userId: number) {
  return [
    db.select(MEDICINE).from(medicineRequests)
      .leftJoin(loadedPlaces, isDeliveryPoint(medicineRequests.pointCode))
      .where(eq(medicineRequests.affiliateId, ownerOf(userId)))
      .orderBy(asc(medicineRequests.createdAt)),
    db.select(FOR_ANOTHER).from(medicineRequests)
      .where(and(
        eq(medicineRequests.requestedBy, userId),
        ne(medicineRequests.affiliateId, ownerOf(userId)),
      ))
      .orderBy(sql`${medicineRequests}.rowid`),
    db.select(APPOINTMENT).from(appointments).innerJoin(SLOT, eq(SLOT.id, appointments.slotId))
      .leftJoin(loadedPlaces, isSite(SLOT.siteCode))
      .where(eq(appointments.affiliateId, ownerOf(userId)))
      .orderBy(asc(appointments.startsAt)),
    db.select(CALL).from(callbackRequests)
      .leftJoin(loadedPlaces, isSite(callbackRequests.siteCode))
      .where(eq(callbackRequests.affiliateId, ownerOf(userId)))
      .orderBy(asc(callbackRequests.askedAt)),
    db.select(CERTIFICATE).from(certificates)
      .where(and(eq(certificates.affiliateId, ownerOf(userId)), isNull(certificates.replacedAt)))
      .orderBy(asc(certificates.kind), asc(certificates.subject)),
    db.select({ ...CONTACT, isOwn: isAskedBy(userId) }).from(contactRequests).innerJoin(
      affiliates,
      isOfDocument,
    )
      .where(and(
        eq(affiliates.id, ownerOf(userId)),
        eq(contactRequests.affiliateId, affiliates.id),
      ))
      .orderBy(sql`${contactRequests}.rowid`),
  ] as const;
}

const isOfDocument = and(
  eq(contactRequests.documentType, affiliates.documentType),
  eq(contactRequests.documentNumber, affiliates.documentNumber),
);

const CONTACT = {
  folio: contactRequests.folio,
  email: contactRequests.email,
  phone: contactRequests.phone,
  address: contactRequests.address,
  state: contactRequests.state,
  createdAt: contactRequests.createdAt,
  decidedAt: contactRequests.decidedAt,
};

const MEDICINE = {
  folio: medicineRequests.folio,
  formulaNumber: medicineRequests.formulaNumber,
  formulaOn: medicineRequests.formulaOn,
  asked: medicineRequests.asked,
  address: medicineRequests.address,
  phone: medicineRequests.phone,
  pointName: loadedPlaces.name,
  state: medicineRequests.state,
  scheduledOn: medicineRequests.scheduledOn,
  reason: medicineRequests.reason,
  createdAt: medicineRequests.createdAt,
};

const FOR_ANOTHER = { folio: medicineRequests.folio, createdAt: medicineRequests.createdAt };

const APPOINTMENT = {
  code: appointments.code,
  careKind: appointments.careKind,
  professional: SLOT.professional,
  siteName: loadedPlaces.name,
  startsAt: appointments.startsAt,
  state: appointments.state,
  phone: appointments.phone,
  address: appointments.address,
  email: appointments.email,
  createdAt: appointments.createdAt,
};

const CALL = {
  folio: callbackRequests.folio,
  careKind: callbackRequests.careKind,
  siteName: loadedPlaces.name,
  phone: callbackRequests.phone,
  askedAt: callbackRequests.askedAt,
  promisedOn: callbackRequests.promisedOn,
  answeredAt: callbackRequests.answeredAt,
  outcome: callbackRequests.outcome,
};

const CERTIFICATE = { code: certificates.code, issuedAt: certificates.issuedAt };

/** The affiliate whose account it is, while she is on file. */
function ownerOf(userId: number): SQL<number> {
  return sql`(SELECT own.id FROM ${users} AS account JOIN ${affiliates} AS own
    ON own.id = account.affiliate_id WHERE account.id = ${userId})`;
}

function isAskedBy(userId: number): SQL<number> {
  return sql`coalesce(${contactRequests.askedBy} = ${userId}, 0)`;
}

function isSite(code: Parameters<typeof isDeliveryPoint>[0]) {
  return and(eq(loadedPlaces.kind, "sites"), eq(loadedPlaces.code, code));
}
