import type { ThreadStep } from "../../domain/thread.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { enqueueStatements, type NewMail } from "../mail/outbox.ts";
import { type StepResult, stepResult, type ThreadEntry, threadSql } from "../threads.ts";

const SQL = threadSql("attention_cases", "attention_messages");

export type CaseStep = ThreadEntry<ThreadStep> & {
  isStaff: boolean;
  /** The account of whoever writes; null for whoever has none. */
  authorId: number | null;
  /** A new promise, where the case opens again. */
  dueAt?: number;
};

/** A step of either side, with the mails that announce it; one batch. */
export async function addCaseStep(
  db: Db,
  one: CaseStep,
  mails: NewMail[] = [],
  entry: Entry = NO_ENTRY,
): Promise<StepResult> {
  const { folio, before, after = null, dueAt = null, step, text, messageId, authorId } = one;
  const createdAt = Math.trunc(one.createdAt);
  const isSettled = after === "answered" || after === "closed";
  const settledAt = isSettled ? createdAt : null;
  const said = { messageId, folio, authorId, isStaff: Number(one.isStaff), step, text, createdAt };
  const results = await db.$client.batch([
    {
      sql: CHANGE,
      args: { folio, before, after, messageId, settledAt, dueAt: dueAt && Math.trunc(dueAt) },
    },
    { sql: SQL.say, args: said },
    ...entry.statements,
    ...enqueueStatements(mails, createdAt, { ifChanged: true }),
    ...SQL.takeFiles(messageId, one.fileIds),
    { sql: SQL.isSaid, args: { messageId, folio, authorId } },
  ], "write");
  return stepResult(results[1], results.at(-1));
}

const CHANGE = `
  UPDATE attention_cases
  SET state = :after, settled_at = :settledAt, due_at = coalesce(:dueAt, due_at)
  WHERE ${SQL.mayStep}`;
