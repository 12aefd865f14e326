import { and, eq } from "drizzle-orm";
import type { StoredFile } from "../../domain/file.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Db } from "../client.ts";
import { files, inquiries, inquiryMessageFiles, inquiryMessages } from "../schema.ts";

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
