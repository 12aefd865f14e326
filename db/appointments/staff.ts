import { and, eq } from "drizzle-orm";
import type { CalledBack } from "../../domain/appointments/callback.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import { ask, question, type Values } from "../question.ts";
import { affiliates, appointments, callbackRequests, loadedPlaces } from "../schema.ts";

/** Whose appointment it is: asked for before anything of it is shown. */
export async function findAppointmentHolder(db: Db, id: string): Promise<number | undefined> {
  const [found] = await ask(db, HOLDER({ id }));
  return found?.affiliateId;
}

/** A request to be called with whose it is. */
export async function findCallbackForStaff(
  db: Db,
  folio: string,
): Promise<CalledBack | undefined> {
  const [found] = await ask(db, CALLBACK({ folio }));
  return found;
}

/** Stores what came of a call; false where somebody else did so before. */
export async function answerCallback(
  db: Db,
  answer: { folio: string; outcome: string; staffId: number },
  nowMs: number,
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const [answered] = await db.$client.batch([
    { sql: ANSWER, args: { ...answer, nowMs } },
    ...entry.statements,
  ], "write");
  return answered?.rowsAffected === 1;
}

const HOLDER = question(
  { affiliateId: appointments.affiliateId },
  (select, { id }: Values<{ id: string }>) =>
    select.from(appointments).where(eq(appointments.id, id)),
);

const CALLBACK = question(
  {
    folio: callbackRequests.folio,
    careKind: callbackRequests.careKind,
    phone: callbackRequests.phone,
    askedAt: callbackRequests.askedAt,
    promisedOn: callbackRequests.promisedOn,
    answeredAt: callbackRequests.answeredAt,
    outcome: callbackRequests.outcome,
    affiliateId: callbackRequests.affiliateId,
    personName: FULL_NAME,
    siteName: loadedPlaces.name,
  },
  (select, { folio }: Values<{ folio: string }>) =>
    select.from(callbackRequests)
      .leftJoin(affiliates, eq(affiliates.id, callbackRequests.affiliateId))
      .leftJoin(
        loadedPlaces,
        and(eq(loadedPlaces.kind, "sites"), eq(loadedPlaces.code, callbackRequests.siteCode)),
      )
      .where(eq(callbackRequests.folio, folio)),
);

const ANSWER = `UPDATE callback_requests SET answered_at = :nowMs, answered_by = :staffId,
    outcome = :outcome
  WHERE folio = :folio AND answered_at IS NULL`;
