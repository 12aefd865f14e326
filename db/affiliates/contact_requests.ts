import { and, asc, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Consulta } from "../../domain/affiliates/consulta.ts";
import type { Contact, ContactRequest } from "../../domain/affiliates/contact_request.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import type { Notice } from "../../domain/notices/notice.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { FULL_NAME, fullName } from "../full_name.ts";
import { enqueueEach } from "../mail/outbox.ts";
import { affiliates, contactRequests, users } from "../schema.ts";
import { endAccessOf } from "./new_address.ts";

export type NewContactRequest = Consulta & Contact & {
  folio: string;
  /** Whose account asks; null where nobody is signed in. */
  askedBy: number | null;
  createdAt: number;
  dueOn: string;
};

/**
 * Stores a request by the same statements, whether or not somebody has this document and birth date.
 * Answers its folio, or that of the same request that is open already: a double click makes one.
 */
export async function createContactRequest(
  db: Db,
  request: NewContactRequest,
  entry: Entry = NO_ENTRY,
): Promise<string> {
  const { folio, documentType, documentNumber, bornOn, askedBy, createdAt, dueOn } = request;
  const { email, phone, address } = request;
  const isSame = sql`document_type = ${documentType} AND document_number = ${documentNumber}
    AND born_on = ${bornOn} AND asked_by IS ${askedBy} AND email IS ${email} AND phone IS ${phone}
    AND address IS ${address} AND state = 'open'`;
  const [[same]] = await db.batch([
    db.select({ folio: contactRequests.folio }).from(contactRequests).where(isSame),
    db.run(sql`
      INSERT INTO contact_requests (folio, affiliate_id, document_type, document_number, born_on,
        asked_by, email, phone, address, created_at, due_on, state)
      SELECT ${folio}, (
          SELECT id FROM affiliates WHERE document_type = ${documentType}
            AND document_number = ${documentNumber} AND born_on = ${bornOn}),
        ${documentType}, ${documentNumber}, ${bornOn}, ${askedBy}, ${email}, ${phone}, ${address},
        ${createdAt}, ${dueOn}, 'open'
      WHERE NOT EXISTS (SELECT 1 FROM contact_requests WHERE ${isSame})`),
    ...entry.queries,
  ]);
  return same?.folio ?? folio;
}

const MAX_DECIDED = 50;

/** A page of the open requests by due date, how many there are, and the latest decided ones; one round trip. */
export async function findContactRequests(
  db: Db,
  page: number,
): Promise<{ open: ContactRequest[]; count: number; decided: ContactRequest[] }> {
  const isOpen = eq(contactRequests.state, "open");
  const [open, [counted], decided] = await db.batch([
    withPerson(db).where(isOpen).orderBy(asc(contactRequests.createdAt))
      .limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE),
    db.select({ count: sql<number>`count(*)` }).from(contactRequests).where(isOpen),
    withPerson(db).where(sql`decided_at IS NOT NULL`)
      .orderBy(desc(contactRequests.decidedAt)).limit(MAX_DECIDED),
  ]);
  return { open, count: counted?.count ?? 0, decided };
}

export async function findContactRequest(
  db: Db,
  folio: string,
): Promise<ContactRequest | undefined> {
  const [row] = await withPerson(db).where(eq(contactRequests.folio, folio));
  return row;
}

export type ContactDecision = {
  folio: string;
  decidedBy: number;
  decidedAt: number;
  note: string;
};

/** Turns an open request down; answers whether it was open. */
export async function rejectContact(
  db: Db,
  { folio, ...decision }: ContactDecision,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const reject = db.update(contactRequests).set({ ...decision, state: "rejected" })
    .where(and(eq(contactRequests.folio, folio), eq(contactRequests.state, "open")));
  const [rejected] = await db.batch([reject, ...entry.queries]);
  return rejected.rowsAffected === 1;
}

/**
 * Puts on file what a request asks for, with the address that the staff has checked. Whoever asked
 * without an account, or from somebody else's, gets an address only where there is none. A new address
 * ends the access by the one before, which is told. Answers whether this call was the one.
 */
export async function approveContact(
  db: Db,
  { folio, email, decidedBy, decidedAt, note }: ContactDecision & { email: string | null },
  mailboxLeft: Notice,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const put = { folio, email, at: decidedAt };
  const [approved] = await db.$client.batch([
    { sql: APPROVE, args: { folio, now: decidedAt, decidedBy, note } },
    ...entry.statements,
    ...endAccessOf(MOVED, put, decidedAt),
    enqueueEach({ query: LEFT, args: put }, { kind: "hands", ...mailboxLeft }, decidedAt),
    { sql: PUT, args: put },
  ], "write");
  return approved?.rowsAffected === 1;
}

const APPROVE = `
  UPDATE contact_requests SET state = 'approved', decided_at = :now, decided_by = :decidedBy, note = :note
  WHERE folio = :folio AND state = 'open' AND EXISTS (
    SELECT 1 FROM affiliates AS a WHERE a.id = contact_requests.affiliate_id
      AND (a.email IS NULL OR contact_requests.email IS NULL OR EXISTS (
        SELECT 1 FROM users AS u WHERE u.id = contact_requests.asked_by AND u.affiliate_id = a.id)))`;

/** The affiliate of the request that was approved at this instant. */
const APPROVED = `SELECT r.affiliate_id FROM contact_requests AS r
  WHERE r.folio = :folio AND r.state = 'approved' AND r.decided_at = :at`;

const PUT = `
  UPDATE affiliates SET email = coalesce(:email, email),
    phone = coalesce((SELECT phone FROM contact_requests WHERE folio = :folio), phone),
    address = coalesce((SELECT address FROM contact_requests WHERE folio = :folio), address)
  WHERE id = (${APPROVED})`;

const MOVED = `SELECT id FROM affiliates
  WHERE id = (${APPROVED}) AND :email IS NOT NULL AND email IS NOT :email`;

const LEFT = `SELECT 'hands:' || :folio AS dedupe_key, email AS to_address FROM affiliates
  WHERE id IN (${MOVED}) AND email IS NOT NULL`;

/** Whose account asked. */
const asker = alias(affiliates, "asker");

function withPerson(db: Db) {
  return db.select({
    folio: contactRequests.folio,
    affiliateId: contactRequests.affiliateId,
    documentType: contactRequests.documentType,
    documentNumber: contactRequests.documentNumber,
    asker: { id: asker.id, name: fullName(asker) },
    email: contactRequests.email,
    phone: contactRequests.phone,
    address: contactRequests.address,
    createdAt: contactRequests.createdAt,
    dueOn: contactRequests.dueOn,
    state: contactRequests.state,
    decidedAt: contactRequests.decidedAt,
    note: contactRequests.note,
    onFile: {
      name: FULL_NAME,
      firstName: affiliates.firstName,
      email: affiliates.email,
      phone: affiliates.phone,
      address: affiliates.address,
    },
  }).from(contactRequests)
    .leftJoin(affiliates, eq(affiliates.id, contactRequests.affiliateId))
    .leftJoin(users, eq(users.id, contactRequests.askedBy))
    .leftJoin(asker, eq(asker.id, users.affiliateId)).$dynamic();
}
