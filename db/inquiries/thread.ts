import { and, eq, type SQL, sql } from "drizzle-orm";
import type { InquiryThread } from "../../domain/inquiries/thread.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { LISTED_INQUIRY } from "./inquiries.ts";
import {
  files,
  inquiries,
  inquiryMessageFiles,
  inquiryMessages,
  inquiryProposalLines,
  inquiryProposals,
  providers,
  users,
  voucherRevisions as vouchers,
} from "../schema.ts";
import { withFiles } from "../threads.ts";
import { STORED_VOUCHER } from "../payments/voucher_row.ts";

/** A provider's own inquiry with all that belongs to it; undefined where it has no such one. */
export async function findInquiry(
  db: Db,
  provider: Provider,
  folio: string,
): Promise<InquiryThread | undefined> {
  const isOwn = and(eq(inquiries.folio, folio), eq(inquiries.providerId, provider.id));
  return await findThread(db, isOwn);
}

/** Anybody's inquiry, for the staff. */
export async function findInquiryForStaff(
  db: Db,
  folio: string,
): Promise<InquiryThread | undefined> {
  return await findThread(db, eq(inquiries.folio, folio));
}

/** One round trip: every part is asked for through the inquiry that may be seen. */
async function findThread(db: Db, isSeen: SQL | undefined): Promise<InquiryThread | undefined> {
  const seen = sql`(${db.select({ folio: inquiries.folio }).from(inquiries).where(isSeen)})`;
  const [[inquiry], messages, attached, [proposal], lines, [voucher]] = await db.batch([
    db.select({
      ...LISTED_INQUIRY,
      provider: { id: providers.id, nit: providers.nit, legalName: providers.legalName },
    }).from(inquiries).innerJoin(providers, eq(providers.id, inquiries.providerId)).where(isSeen),
    messagesQuery(db, seen),
    filesQuery(db, seen),
    proposalQuery(db, seen),
    linesQuery(db, seen),
    db.select(STORED_VOUCHER).from(vouchers).innerJoin(
      inquiries,
      and(
        eq(vouchers.providerId, inquiries.providerId),
        eq(vouchers.documentNumber, inquiries.documentNumber),
        sql`is_current = 1`,
      ),
    ).where(isSeen),
  ]);
  return inquiry && {
    inquiry,
    messages: withFiles(messages, attached),
    proposal: proposal && { ...proposal, lines },
    voucher,
  };
}

function messagesQuery(db: Db, seen: SQL) {
  return db.select({
    id: inquiryMessages.id,
    isStaff: inquiryMessages.isStaff,
    authorName: users.name,
    step: inquiryMessages.step,
    text: inquiryMessages.text,
    createdAt: inquiryMessages.createdAt,
  }).from(inquiryMessages).innerJoin(users, eq(users.id, inquiryMessages.authorId))
    .where(sql`${inquiryMessages.folio} = ${seen}`)
    .orderBy(inquiryMessages.createdAt, inquiryMessages.id);
}

function filesQuery(db: Db, seen: SQL) {
  return db.select({
    messageId: inquiryMessages.id,
    id: files.id,
    name: files.name,
    kind: files.kind,
    size: files.size,
  }).from(inquiryMessages)
    .innerJoin(inquiryMessageFiles, eq(inquiryMessageFiles.messageId, inquiryMessages.id))
    .innerJoin(files, eq(files.id, inquiryMessageFiles.fileId))
    .where(sql`${inquiryMessages.folio} = ${seen}`);
}

function proposalQuery(db: Db, seen: SQL) {
  return db.select({
    state: inquiryProposals.state,
    unappliedAmount: inquiryProposals.unappliedAmount,
    unappliedAdvanceAmount: inquiryProposals.unappliedAdvanceAmount,
    total: inquiryProposals.total,
    decidedAt: inquiryProposals.decidedAt,
    deciderName: users.name,
  }).from(inquiryProposals).leftJoin(users, eq(users.id, inquiryProposals.decidedBy))
    .where(sql`${inquiryProposals.folio} = ${seen}`);
}

function linesQuery(db: Db, seen: SQL) {
  return db.select({
    invoiceNumber: inquiryProposalLines.invoiceNumber,
    amount: inquiryProposalLines.amount,
  }).from(inquiryProposalLines).where(sql`${inquiryProposalLines.folio} = ${seen}`)
    .orderBy(inquiryProposalLines.lineNumber);
}
