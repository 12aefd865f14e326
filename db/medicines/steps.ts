import type { CivilDate } from "../../domain/dates.ts";
import type { RequestState } from "../../domain/medicines/request.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";

/** What the staff does with a request. */
export type NewRequestStep = {
  folio: string;
  /** The state that the writer saw: where another step came first, this one is refused. */
  before: RequestState;
  after: RequestState;
  scheduledOn: CivilDate | null;
  reason: string | null;
  changedAt: number;
};

/** Moves a request on, with the mails that announce it, in one batch; false where it was refused. */
export async function stepRequest(
  db: Db,
  step: NewRequestStep,
  mails: NewMail[],
  entry: Entry = NO_ENTRY,
): Promise<boolean> {
  const changedAt = Math.trunc(step.changedAt);
  const [changed] = await db.$client.batch([
    { sql: STEP, args: { ...step, changedAt } },
    ...entry.statements,
    ...enqueueStatements(mails, changedAt, { ifChanged: true }),
  ], "write");
  return changed?.rowsAffected === 1;
}

const STEP = `
  UPDATE medicine_requests SET state = :after, scheduled_on = coalesce(:scheduledOn, scheduled_on),
    reason = :reason, changed_at = :changedAt
  WHERE folio = :folio AND state = :before AND state IN ('received', 'scheduled')`;
