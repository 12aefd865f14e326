import type { InStatement, ResultSet } from "@libsql/client";
import { type SQL, sql } from "drizzle-orm";
import type { StoredFile } from "../domain/file.ts";
import type { QueueState, ThreadMessage, ThreadState } from "../domain/thread.ts";
import { takeFilesStatements } from "./files.ts";

/*
 * What the tables of every noun with a thread have in common: rows named by a radicado with a state,
 * their messages, and which message has which files.
 */

/** One entry of a thread, and what it does to its row. */
export type ThreadEntry<Step extends string> = {
  folio: string;
  /** The state that the writer saw: where another step came first, this one is refused. */
  before: ThreadState;
  /** Undefined where the step is not possible in that state: then it is refused, if not repeated. */
  after: ThreadState | undefined;
  step: Step;
  /** Comes with the form: the same id again makes no second entry. */
  messageId: string;
  text: string;
  createdAt: number;
  fileIds: string[];
};

/**
 * Where the rows of a state stand in the queue. Written out, because the planner cannot use a
 * partial index with a bound value.
 */
export const IN_QUEUE: Record<QueueState, SQL> = {
  all: sql`queue_order >= 1`,
  pending: sql`queue_order = 1`,
  open: sql`queue_order = 1`,
  inProgress: sql`queue_order = 1`,
  answered: sql`queue_order = 2`,
  closed: sql`queue_order = 3`,
};

/** `repeated`: the same form was taken before. `refused`: something else happened meanwhile. */
export type StepResult = "done" | "repeated" | "refused";

/** The statements of a noun's thread, by the names of its tables. */
export function threadSql(rows: string, messages: string) {
  const messageFiles = messages.replace(/s$/, "_files");
  return {
    /** What must hold for a step to change the state of its row; for its UPDATE. */
    mayStep: `folio = :folio AND state = :before AND :after IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM ${messages} WHERE id = :messageId)`,
    /** Writes the entry, where the statement before it changed or opened its row. */
    say: `
      INSERT INTO ${messages} (id, folio, author_id, is_staff, step, text, created_at)
      SELECT :messageId, :folio, :authorId, :isStaff, :step, :text, :createdAt
      WHERE changes() > 0`,
    /** Whether the entry is there, and by the same author. */
    isSaid: `
      SELECT 1 FROM ${messages}
      WHERE id = :messageId AND folio = :folio AND author_id IS :authorId`,
    /** Which row an entry opened. */
    opened: `
      SELECT r.folio FROM ${messages} AS m JOIN ${rows} AS r ON r.folio = m.folio
      WHERE m.id = :messageId`,
    /** Gives stored files to a message, where that was written and has none. */
    takeFiles: (messageId: string, fileIds: string[]): InStatement[] =>
      takeFilesStatements({
        sql: `
          INSERT INTO ${messageFiles} (message_id, file_id)
          SELECT :messageId, value FROM json_each(:files)
          WHERE EXISTS (SELECT 1 FROM ${messages} WHERE id = :messageId)
            AND NOT EXISTS (SELECT 1 FROM ${messageFiles} WHERE message_id = :messageId)`,
        args: { messageId },
      }, fileIds),
  };
}

/** How a step ended, by the results of what said it and of `isSaid`. */
export function stepResult(said: ResultSet | undefined, isSaid: ResultSet | undefined): StepResult {
  if (said?.rowsAffected === 1) return "done";
  return isSaid?.rows.length === 1 ? "repeated" : "refused";
}

/** The radicado that `opened` answers; undefined where the entry opened nothing. */
export function openedFolio(result: ResultSet | undefined): string | undefined {
  const folio = result?.rows[0]?.folio;
  return folio === undefined ? undefined : String(folio);
}

/** Messages with their files, by name, because those of one were stored at the same instant. */
export function withFiles<Step>(
  messages: Omit<ThreadMessage<Step>, "files">[],
  files: (StoredFile & { messageId: string })[],
): ThreadMessage<Step>[] {
  const byMessage = Map.groupBy(files, ({ messageId }) => messageId);
  return messages.map((message) => ({
    ...message,
    files: (byMessage.get(message.id) ?? []).map(({ messageId: _message, ...file }) => file)
      .sort((one, other) => one.name.localeCompare(other.name, "es")),
  }));
}
