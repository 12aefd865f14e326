import type { CivilDate } from "../../domain/dates.ts";
import type { InquiryState, InquiryStep } from "../../domain/inquiries/inquiry.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { messageFilesStatements } from "./files.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";

/** One entry of a thread, and what it does to the inquiry. */
export type NewStep = {
  folio: string;
  /** The state that the writer saw: where another step came first, this one is refused. */
  before: InquiryState;
  /** Undefined where the step is not possible in that state: then it is refused, if not repeated. */
  after: InquiryState | undefined;
  /** A new due date, where the inquiry opens again. */
  dueOn?: CivilDate;
  step: InquiryStep;
  authorId: number;
  /** Comes with the form: the same id again makes no second entry. */
  messageId: string;
  text: string;
  createdAt: number;
  fileIds: string[];
};

/** `repeated`: the same form was taken before. `refused`: something else happened meanwhile. */
export type StepResult = "done" | "repeated" | "refused";

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
    { sql: SAY, args: said },
    ...entry.statements,
    ...enqueueStatements(mails, createdAt, { ifChanged: true }),
    ...messageFilesStatements(messageId, step.fileIds),
    ...(isDecision ? [{ sql: DECIDE, args: decision }] : []),
    { sql: IS_SAID, args: { messageId, folio, authorId } },
  ], "write");
  if (results[1]?.rowsAffected === 1) return "done";
  return results.at(-1)?.rows.length === 1 ? "repeated" : "refused";
}

const CHANGE = `
  UPDATE inquiries SET state = :after, due_on = coalesce(:dueOn, due_on)
  WHERE folio = :folio AND state = :before AND :after IS NOT NULL
    AND (:providerId IS NULL OR provider_id = :providerId)
    AND NOT EXISTS (SELECT 1 FROM inquiry_messages WHERE id = :messageId)`;

const IS_PROPOSED = "SELECT 1 FROM inquiry_proposals WHERE folio = :folio AND state = 'proposed'";
const CHANGE_PROPOSED = `${CHANGE} AND EXISTS (${IS_PROPOSED})`;

const SAY = `
  INSERT INTO inquiry_messages (id, folio, author_id, is_staff, step, text, created_at)
  SELECT :messageId, :folio, :authorId, :isStaff, :step, :text, :createdAt WHERE changes() > 0`;

const DECIDE = `
  UPDATE inquiry_proposals SET state = :state, decided_at = :createdAt, decided_by = :authorId
  WHERE folio = :folio AND state = 'proposed'
    AND EXISTS (SELECT 1 FROM inquiry_messages WHERE id = :messageId)`;

const IS_SAID = `
  SELECT 1 FROM inquiry_messages
  WHERE id = :messageId AND folio = :folio AND author_id = :authorId`;
