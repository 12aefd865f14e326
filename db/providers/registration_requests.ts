import type { StoredRequest } from "../../domain/providers/stored_request.ts";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { RegistrationRequest } from "../../domain/providers/registration_request.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { providers, registrationRequests } from "../schema.ts";

export type NewRequest = RegistrationRequest & {
  folio: string;
  createdAt: number;
  dueOn: CivilDate;
  /** The first day whose payments are compared with the request. */
  paidSince: CivilDate;
};

/**
 * Stores a request, whatever it says; whether it names a payment of the provider is stored for the
 * staff, by the same statements in either case. Answers its folio, or that of the same request that
 * is already open: a double click makes one request.
 */
export async function createRegistrationRequest(
  db: Db,
  request: NewRequest,
  entry: Entry = NO_ENTRY,
): Promise<string> {
  const { folio, nit, documentNumber, paidAmount, representativeId } = request;
  const { contactName, contactPhone, contactEmail, createdAt, dueOn, paidSince } = request;
  const isSame = sql`nit = ${nit} AND document_number = ${documentNumber}
    AND paid_amount = ${paidAmount} AND representative_id = ${representativeId}
    AND contact_email = ${contactEmail} AND state = 'open'`;
  const [[same]] = await db.batch([
    db.select({ folio: registrationRequests.folio }).from(registrationRequests).where(isSame),
    db.run(sql`
    INSERT INTO registration_requests (
      folio, nit, provider_id, document_number, paid_amount, representative_id, contact_name,
      contact_phone, contact_email, is_payment_right, created_at, due_on, state)
    SELECT ${folio}, ${nit}, p.id, ${documentNumber}, ${paidAmount}, ${representativeId},
      ${contactName}, ${contactPhone}, ${contactEmail},
      EXISTS (
        SELECT 1 FROM voucher_revisions AS v
        WHERE v.provider_id = p.id AND v.document_number = ${documentNumber} AND v.is_current = 1
          AND v.paid_amount = ${paidAmount} AND v.paid_on >= ${paidSince} AND v.state = 'standing'),
      ${createdAt}, ${dueOn}, 'open'
    FROM (SELECT 1) LEFT JOIN providers AS p ON p.nit = ${nit} AND p.is_listed = 1
    WHERE NOT EXISTS (SELECT 1 FROM registration_requests WHERE ${isSame})`),
    ...entry.queries,
  ]);
  return same?.folio ?? folio;
}

const MAX_SHOWN = 200;

/** The open requests by due date, and the latest decided ones; one round trip. */
export async function findRegistrationRequests(
  db: Db,
): Promise<{ open: StoredRequest[]; decided: StoredRequest[] }> {
  const [open, decided] = await db.batch([
    withProvider(db).where(eq(registrationRequests.state, "open"))
      .orderBy(asc(registrationRequests.createdAt)).limit(MAX_SHOWN),
    withProvider(db).where(sql`decided_at IS NOT NULL`)
      .orderBy(desc(registrationRequests.decidedAt)).limit(MAX_SHOWN / 4),
  ]);
  return { open: open.map(toRequest), decided: decided.map(toRequest) };
}

export async function findRegistrationRequest(
  db: Db,
  folio: string,
): Promise<StoredRequest | undefined> {
  const [row] = await withProvider(db).where(eq(registrationRequests.folio, folio));
  return row && toRequest(row);
}

export type Decision = Pick<StoredRequest, "folio" | "note"> & {
  decidedBy: number;
  decidedAt: number;
};

/** Turns an open request down; answers whether it was open. */
export async function rejectRequest(
  db: Db,
  { folio, ...decision }: Decision,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const reject = db.update(registrationRequests).set({ ...decision, state: "rejected" })
    .where(and(eq(registrationRequests.folio, folio), eq(registrationRequests.state, "open")));
  const [rejected] = await db.batch([reject, ...entry.queries]);
  return rejected.rowsAffected === 1;
}

/**
 * For a provider without an address, stores the one that the staff has checked, and the cédula
 * where there was none. Answers whether this call was the one; false, too, where it has one
 * meanwhile.
 */
export async function approveRequest(
  db: Db,
  { folio, email, decidedBy, decidedAt, note }: Decision & { email: string },
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const isOpen = sql`SELECT provider_id, representative_id FROM registration_requests
    WHERE folio = ${folio} AND state = 'open'`;
  const [put] = await db.batch([
    db.run(sql`
      UPDATE providers SET email = ${email},
        representative_id = coalesce(providers.representative_id, wanted.representative_id)
      FROM (${isOpen}) AS wanted
      WHERE providers.id = wanted.provider_id AND providers.email IS NULL`),
    ...entry.queries,
    db.run(sql`
      UPDATE registration_requests SET state = 'approved', decided_by = ${decidedBy},
        decided_at = ${decidedAt}, note = ${note}
      WHERE folio = ${folio} AND state = 'open' AND EXISTS (
        SELECT 1 FROM providers WHERE id = provider_id AND email = ${email})`),
  ]);
  return put.rowsAffected === 1;
}

function withProvider(db: Db) {
  return db.select({
    request: registrationRequests,
    provider: {
      legalName: providers.legalName,
      email: providers.email,
      phone: providers.phone,
      representativeId: providers.representativeId,
    },
  }).from(registrationRequests)
    .leftJoin(providers, eq(providers.id, registrationRequests.providerId)).$dynamic();
}

type Row = {
  request: typeof registrationRequests.$inferSelect;
  provider: StoredRequest["provider"];
};

function toRequest({ request, provider }: Row): StoredRequest {
  return { ...request, provider };
}
