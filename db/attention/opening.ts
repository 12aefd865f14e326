import type { CaseKind, CaseRisk } from "../../domain/attention/case.ts";
import type { CasePerson } from "../../domain/attention/form.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { openedFolio, threadSql } from "../threads.ts";

const SQL = threadSql("attention_cases", "attention_messages");

export type NewCase = {
  folio: string;
  kind: CaseKind;
  risk: CaseRisk;
  affiliateId: number | null;
  createdAt: number;
  dueAt: number;
  /** The account of whoever had signed in. */
  authorId: number | null;
  /** Comes with the form: the same id again opens nothing. */
  messageId: string;
  text: string;
  fileIds: string[];
  /** Who asks, or the hash of the code that stands for whoever does not say so. */
  by: { person: CasePerson } | { codeSha256: string };
};

/**
 * Opens a case with its first message and files in one batch. Answers its radicado, or that of the
 * case which the same form opened before.
 */
export async function openCase(db: Db, one: NewCase, entry: Entry = NO_ENTRY): Promise<string> {
  const { by, fileIds, authorId, text, ...about } = one;
  const { folio, messageId } = about;
  const createdAt = Math.trunc(about.createdAt);
  const person = "person" in by ? by.person : NOBODY;
  const codeSha256 = "codeSha256" in by ? by.codeSha256 : null;
  const opened = { ...about, ...person, codeSha256, createdAt, dueAt: Math.trunc(about.dueAt) };
  const said = { messageId, folio, authorId, isStaff: 0, step: "opened", text, createdAt };
  const results = await db.$client.batch([
    { sql: OPEN, args: opened },
    { sql: SQL.say, args: said },
    ...entry.statements,
    ...SQL.takeFiles(messageId, fileIds),
    { sql: SQL.opened, args: { messageId } },
  ], "write");
  return openedFolio(results.at(-1)) ?? folio;
}

const NOBODY = { documentType: null, documentNumber: null, name: null, email: null, phone: null };

const OPEN = `
  INSERT INTO attention_cases (folio, kind, risk, state, affiliate_id, document_type,
    document_number, name, email, phone, code_sha256, created_at, due_at)
  SELECT :folio, :kind, :risk, 'open', :affiliateId, :documentType, :documentNumber, :name,
    :email, :phone, :codeSha256, :createdAt, :dueAt
  WHERE NOT EXISTS (SELECT 1 FROM attention_messages WHERE id = :messageId)`;
