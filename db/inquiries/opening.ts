import type { InStatement } from "@libsql/client";
import type { CivilDate } from "../../domain/dates.ts";
import type { InquiryKind } from "../../domain/inquiries/inquiry.ts";
import type { ProposalLine } from "../../domain/inquiries/proposal.ts";
import { type Cents, sumCents } from "../../domain/money.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { type Entry, NO_ENTRY } from "../audit/entry.ts";
import type { Db } from "../client.ts";
import { openedFolio, threadSql } from "../threads.ts";

const SQL = threadSql("inquiries", "inquiry_messages");

export type NewInquiry = {
  folio: string;
  kind: InquiryKind;
  documentNumber: string;
  paidOn: CivilDate;
  invoiceNumber: string | null;
  createdAt: number;
  dueOn: CivilDate;
  authorId: number;
  /** Comes with the form: the same id again opens nothing. */
  messageId: string;
  text: string;
  fileIds: string[];
  proposal?: {
    unappliedAmount: Cents;
    unappliedAdvanceAmount: Cents;
    lines: ProposalLine[];
  };
};

/**
 * Opens an inquiry with its first message, files and proposal in one batch. Answers its radicado, or
 * that of the inquiry which the same form opened before; undefined where the form's id is not this
 * provider's.
 */
export async function openInquiry(
  db: Db,
  provider: Provider,
  inquiry: NewInquiry,
  entry: Entry = NO_ENTRY,
): Promise<string | undefined> {
  const { proposal, fileIds, authorId, text, ...about } = inquiry;
  const { folio, messageId } = about;
  const createdAt = Math.trunc(about.createdAt);
  const results = await db.$client.batch([
    { sql: OPEN, args: { ...about, createdAt, providerId: provider.id } },
    {
      sql: SQL.say,
      args: { messageId, folio, authorId, isStaff: 0, step: "opened", text, createdAt },
    },
    ...entry.statements,
    ...(proposal ? proposalStatements(folio, proposal) : []),
    ...SQL.takeFiles(messageId, fileIds),
    { sql: WHICH, args: { messageId, providerId: provider.id } },
  ], "write");
  return openedFolio(results.at(-1));
}

/** The radicado of what a form opened before; undefined where it opened nothing of this provider. */
export async function findOpened(
  db: Db,
  provider: Provider,
  messageId: string,
): Promise<string | undefined> {
  const args = { messageId, providerId: provider.id };
  return openedFolio(await db.$client.execute({ sql: WHICH, args }));
}

const OPEN = `
  INSERT INTO inquiries (folio, provider_id, kind, state, document_number, paid_on,
    invoice_number, created_at, due_on)
  SELECT :folio, :providerId, :kind, 'open', :documentNumber, :paidOn, :invoiceNumber,
    :createdAt, :dueOn
  WHERE NOT EXISTS (SELECT 1 FROM inquiry_messages WHERE id = :messageId)`;

const PROPOSE = `
  INSERT INTO inquiry_proposals (folio, state, unapplied_amount, unapplied_advance_amount, total)
  SELECT :folio, 'proposed', :unappliedAmount, :unappliedAdvanceAmount, :total
  WHERE EXISTS (SELECT 1 FROM inquiries WHERE folio = :folio)`;

const PROPOSE_LINES = `
  INSERT INTO inquiry_proposal_lines (folio, line_number, invoice_number, amount)
  SELECT :folio, key + 1, value ->> 'invoiceNumber', value ->> 'amount' FROM json_each(:lines)
  WHERE EXISTS (SELECT 1 FROM inquiries WHERE folio = :folio)`;

const WHICH = `${SQL.opened} AND r.provider_id = :providerId`;

function proposalStatements(
  folio: string,
  { lines, ...money }: NonNullable<NewInquiry["proposal"]>,
): InStatement[] {
  const total = sumCents(lines.map(({ amount }) => amount));
  return [
    { sql: PROPOSE, args: { folio, total, ...money } },
    { sql: PROPOSE_LINES, args: { folio, lines: JSON.stringify(lines) } },
  ];
}
