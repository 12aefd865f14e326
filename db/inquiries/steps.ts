import { sql } from "drizzle-orm";
import type { CivilDate } from "../../domain/dates.ts";
import type { InquiryStep } from "../../domain/inquiries/inquiry.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { type StepResult, stepResult, type ThreadEntry, threadSql } from "../threads.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { tellOf } from "../programs/webhook_events.ts";

const SQL = threadSql("inquiries", "inquiry_messages");

export type NewStep = ThreadEntry<InquiryStep> & {
  /** A new due date, where the inquiry opens again. */
  dueOn?: CivilDate;
  authorId: number;
};

/** A step of the provider in its own inquiry; one batch. */
export async function addProviderStep(
  db: Db,
  provider: Provider,
  step: NewStep,
  entry: Entry = NO_ENTRY,
): Promise<StepResult> {
  return await addStep(db, step, { providerId: provider.id, isStaff: 0 }, { mails: [], entry });
}

/**
 * A step of the staff, with the mails that announce it; a decision settles the proposal. One batch.
 */
export async function addStaffStep(
  db: Db,
  step: NewStep,
  mails: NewMail[],
  entry: Entry = NO_ENTRY,
): Promise<StepResult> {
  return await addStep(db, step, { providerId: null, isStaff: 1 }, { mails, entry });
}

async function addStep(
  db: Db,
  step: NewStep,
  side: { providerId: number | null; isStaff: 0 | 1 },
  { mails, entry }: { mails: NewMail[]; entry: Entry },
): Promise<StepResult> {
  const { folio, before, after = null, dueOn = null, authorId, messageId, text } = step;
  const createdAt = Math.trunc(step.createdAt);
  const isDecision = step.step === "accepted" || step.step === "returned";
  const { providerId, isStaff } = side;
  const change = { folio, before, after, dueOn, messageId, providerId };
  const said = { messageId, folio, authorId, isStaff, step: step.step, text, createdAt };
  const decision = { folio, messageId, state: step.step, authorId, createdAt };
  const results = await db.$client.batch([
    { sql: isDecision ? CHANGE_PROPOSED : CHANGE, args: change },
    { sql: SQL.say, args: said },
    ...entry.statements,
    ...enqueueStatements(mails, createdAt, { ifChanged: true }),
    ...(isStaff ? tellOfAnswer(db, step).statements : []),
    ...SQL.takeFiles(messageId, step.fileIds),
    ...(isDecision ? [{ sql: DECIDE, args: decision }] : []),
    { sql: SQL.isSaid, args: { messageId, folio, authorId } },
  ], "write");
  return stepResult(results[1], results.at(-1));
}

const ANSWERS = "('answered', 'accepted', 'returned')";

/** Tells of the entry where it is there and answers the inquiry. */
function tellOfAnswer(db: Db, { folio, messageId, createdAt }: NewStep): Entry {
  return tellOf(db, {
    event: "inquiry.answered",
    subject: messageId,
    facts: { folio },
    happenedTo: sql`
      SELECT i.provider_id FROM inquiry_messages AS m CROSS JOIN inquiries AS i ON i.folio = m.folio
      WHERE m.id = ${messageId} AND m.folio = ${folio} AND m.is_staff = 1
        AND m.step IN ${sql.raw(ANSWERS)}`,
  }, createdAt);
}

const CHANGE = `
  UPDATE inquiries SET state = :after, due_on = coalesce(:dueOn, due_on)
  WHERE ${SQL.mayStep} AND (:providerId IS NULL OR provider_id = :providerId)`;

const IS_PROPOSED = "SELECT 1 FROM inquiry_proposals WHERE folio = :folio AND state = 'proposed'";
const CHANGE_PROPOSED = `${CHANGE} AND EXISTS (${IS_PROPOSED})`;

const DECIDE = `
  UPDATE inquiry_proposals SET state = :state, decided_at = :createdAt, decided_by = :authorId
  WHERE folio = :folio AND state = 'proposed'
    AND EXISTS (SELECT 1 FROM inquiry_messages WHERE id = :messageId)`;
