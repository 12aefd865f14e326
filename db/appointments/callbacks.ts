import { and, eq } from "drizzle-orm";
import type { Callback } from "../../domain/appointments/callback.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { ask, question, type Values } from "../question.ts";
import { callbackRequests } from "../schema.ts";

export type NewCallback = {
  folio: string;
  draftId: string;
  actorId: number;
  affiliateId: number;
  phone: string;
  promisedOn: string;
};

/**
 * Asks to be called about the kind of appointment of a draft. Answers the radicado; where one about
 * that kind waits already for the same person, its radicado. Undefined where the draft is another's.
 */
export async function requestCallback(
  db: Db,
  { draftId, actorId, affiliateId, ...request }: NewCallback,
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<string | undefined> {
  const of = { draftId, actorId, affiliateId };
  const results = await db.$client.batch([
    { sql: REQUEST, args: { ...of, ...request, nowMs } },
    ...entry.statements,
    { sql: WAITING, args: of },
  ], "write");
  const folio = results.at(-1)?.rows[0]?.folio;
  return folio === undefined ? undefined : String(folio);
}

/** A request of whoever asked, or for whom it is. */
export async function findCallback(
  db: Db,
  of: { folio: string; affiliateId: number },
): Promise<Callback | undefined> {
  const [found] = await ask(db, ONE(of));
  return found;
}

const REQUEST = `
  INSERT INTO callback_requests (folio, affiliate_id, asked_by, site_code, care_kind, phone, asked_at,
    promised_on)
  SELECT :folio, d.affiliate_id, d.actor_id, d.site_code, d.care_kind, :phone, :nowMs, :promisedOn
  FROM appointment_drafts AS d
  WHERE d.id = :draftId AND d.actor_id = :actorId AND d.affiliate_id = :affiliateId
    AND d.care_kind IS NOT NULL
  ON CONFLICT (affiliate_id, care_kind) WHERE answered_at IS NULL DO NOTHING`;

const WAITING = `
  SELECT r.folio FROM appointment_drafts AS d CROSS JOIN callback_requests AS r
    ON r.affiliate_id = d.affiliate_id AND r.care_kind = d.care_kind AND r.answered_at IS NULL
  WHERE d.id = :draftId AND d.actor_id = :actorId AND d.affiliate_id = :affiliateId`;

const ONE = question(
  {
    folio: callbackRequests.folio,
    careKind: callbackRequests.careKind,
    phone: callbackRequests.phone,
    askedAt: callbackRequests.askedAt,
    promisedOn: callbackRequests.promisedOn,
    answeredAt: callbackRequests.answeredAt,
    outcome: callbackRequests.outcome,
  },
  (select, { folio, affiliateId }: Values<{ folio: string; affiliateId: number }>) =>
    select.from(callbackRequests).where(and(
      eq(callbackRequests.folio, folio),
      eq(callbackRequests.affiliateId, affiliateId),
    )),
);
