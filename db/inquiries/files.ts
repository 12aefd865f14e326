import type { InStatement } from "@libsql/client";
import { and, eq } from "drizzle-orm";
import type { StoredFile } from "../../domain/file.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { takeFilesStatements } from "../files.ts";
import { files, inquiries, inquiryMessageFiles, inquiryMessages } from "../schema.ts";

/** Gives stored files to a message, where that was written and has none; for its batch. */
export function messageFilesStatements(messageId: string, fileIds: string[]): InStatement[] {
  return takeFilesStatements({ sql: LINK, args: { messageId } }, fileIds);
}

/** A file of a provider's own inquiry; undefined where there is no such one. */
export async function findInquiryFile(
  db: Db,
  provider: Provider,
  folio: string,
  fileId: string,
): Promise<StoredFile | undefined> {
  const [row] = await fileQuery(db, folio)
    .where(and(eq(files.id, fileId), eq(inquiries.providerId, provider.id)));
  return row;
}

/** A file of anybody's inquiry, for the staff, and whose it is. */
export async function findInquiryFileForStaff(
  db: Db,
  folio: string,
  fileId: string,
): Promise<(StoredFile & { providerId: number }) | undefined> {
  const [row] = await fileQuery(db, folio).where(eq(files.id, fileId));
  return row;
}

const LINK = `
  INSERT INTO inquiry_message_files (message_id, file_id)
  SELECT :messageId, value FROM json_each(:files)
  WHERE EXISTS (SELECT 1 FROM inquiry_messages WHERE id = :messageId)
    AND NOT EXISTS (SELECT 1 FROM inquiry_message_files WHERE message_id = :messageId)`;

function fileQuery(db: Db, folio: string) {
  return db.select({
    id: files.id,
    name: files.name,
    kind: files.kind,
    size: files.size,
    providerId: inquiries.providerId,
  }).from(files)
    .innerJoin(inquiryMessageFiles, eq(inquiryMessageFiles.fileId, files.id))
    .innerJoin(inquiryMessages, eq(inquiryMessages.id, inquiryMessageFiles.messageId))
    .innerJoin(
      inquiries,
      and(eq(inquiries.folio, inquiryMessages.folio), eq(inquiries.folio, folio)),
    );
}
