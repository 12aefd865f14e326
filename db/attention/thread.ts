import { and, eq, sql } from "drizzle-orm";
import type { StoredFile } from "../../domain/file.ts";
import type { CasePerson } from "../../domain/attention/form.ts";
import type { CaseThread } from "../../domain/attention/thread.ts";
import type { Db } from "../client.ts";
import { FULL_NAME } from "../full_name.ts";
import {
  affiliates,
  attentionCases,
  attentionMessageFiles,
  attentionMessages,
  files,
  users,
} from "../schema.ts";
import { withFiles } from "../threads.ts";

/** The columns of a case that every list shows. */
export const LISTED_CASE = {
  folio: attentionCases.folio,
  kind: attentionCases.kind,
  risk: attentionCases.risk,
  state: attentionCases.state,
  createdAt: attentionCases.createdAt,
  dueAt: attentionCases.dueAt,
  settledAt: attentionCases.settledAt,
};

const FILE = { id: files.id, name: files.name, kind: files.kind, size: files.size };

/** A case with its thread, for whoever may see it; one round trip. */
export async function findCase(db: Db, folio: string): Promise<CaseThread | undefined> {
  const [[about], messages, attached] = await db.batch([
    db.select({
      ...LISTED_CASE,
      affiliateId: attentionCases.affiliateId,
      documentType: attentionCases.documentType,
      documentNumber: attentionCases.documentNumber,
      name: attentionCases.name,
      email: attentionCases.email,
      phone: attentionCases.phone,
    }).from(attentionCases).where(eq(attentionCases.folio, folio)),
    db.select({
      id: attentionMessages.id,
      isStaff: attentionMessages.isStaff,
      authorName: sql<string>`coalesce(${FULL_NAME}, ${users.name}, '')`,
      step: attentionMessages.step,
      text: attentionMessages.text,
      createdAt: attentionMessages.createdAt,
    }).from(attentionMessages).leftJoin(users, eq(users.id, attentionMessages.authorId))
      .leftJoin(affiliates, eq(affiliates.id, users.affiliateId))
      .where(eq(attentionMessages.folio, folio))
      .orderBy(attentionMessages.createdAt, attentionMessages.id),
    db.select({ messageId: attentionMessages.id, ...FILE }).from(attentionMessages)
      .innerJoin(attentionMessageFiles, eq(attentionMessageFiles.messageId, attentionMessages.id))
      .innerJoin(files, eq(files.id, attentionMessageFiles.fileId))
      .where(eq(attentionMessages.folio, folio)),
  ]);
  return about && { about: withPerson(about), messages: withFiles(messages, attached) };
}

/** A file of a case, and whose case it is; undefined where it has no such one. */
export async function findCaseFile(
  db: Db,
  folio: string,
  fileId: string,
): Promise<(StoredFile & { affiliateId: number | null }) | undefined> {
  const [file] = await db.select({ ...FILE, affiliateId: attentionCases.affiliateId }).from(files)
    .innerJoin(attentionMessageFiles, eq(attentionMessageFiles.fileId, files.id))
    .innerJoin(attentionMessages, eq(attentionMessages.id, attentionMessageFiles.messageId))
    .innerJoin(attentionCases, eq(attentionCases.folio, attentionMessages.folio))
    .where(and(eq(files.id, fileId), eq(attentionCases.folio, folio)));
  return file;
}

type Row = { [Field in keyof CasePerson]: CasePerson[Field] | null };

function withPerson<Other>(
  { documentType, documentNumber, name, email, phone, ...about }: Row & Other,
) {
  const isNamed = documentType !== null && documentNumber !== null && name !== null;
  return {
    ...about,
    person: isNamed ? { documentType, documentNumber, name, email, phone } : null,
  };
}
