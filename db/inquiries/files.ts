import type { InStatement } from "@libsql/client";
import { and, eq, isNotNull } from "drizzle-orm";
import type { AttachedKind } from "../../domain/inquiries/file.ts";
import type { InquiryFile } from "../../domain/inquiries/thread.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import type { Db } from "../client.ts";
import { inquiries, inquiryFiles, inquiryMessages } from "../schema.ts";

/** Small enough for a row and for a request of a remote database on a slow line. */
export const PART_BYTES = 1024 * 1024;
const LEFT_KEPT_MS = 60 * 60 * 1000;

export type NewFile = {
  name: string;
  kind: AttachedKind;
  size: number;
  /** Its bytes in pieces of PART_BYTES. */
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
};

/**
 * Stores a file part by part and answers its id. It belongs to nothing until a message takes it in
 * its own batch; nobody can ask for it before, and what is left so for an hour is removed.
 */
export async function storeFile(
  db: Db,
  { name, kind, size, parts }: NewFile,
  nowMs: number,
): Promise<string> {
  const id = newSecretToken();
  const createdAt = Math.trunc(nowMs);
  await db.insert(inquiryFiles).values({ id, messageId: null, name, kind, size, createdAt });
  let number = 1;
  for await (const part of parts) {
    await db.$client.execute({ sql: ADD_PART, args: [id, number++, part] });
  }
  return id;
}

/** Gives stored files to a message, where that was written; for its batch. */
export function keepFilesStatement(messageId: string, fileIds: string[]): InStatement {
  return { sql: KEEP, args: { messageId, files: JSON.stringify(fileIds) } };
}

/** A file of a provider's own inquiry; undefined where there is no such one. */
export async function findInquiryFile(
  db: Db,
  provider: Provider,
  folio: string,
  fileId: string,
): Promise<InquiryFile | undefined> {
  const [row] = await fileQuery(db, folio).where(and(
    eq(inquiryFiles.id, fileId),
    isNotNull(inquiryFiles.messageId),
    eq(inquiries.providerId, provider.id),
  ));
  return row;
}

/** A file of anybody's inquiry, for the staff, and whose it is. */
export async function findInquiryFileForStaff(
  db: Db,
  folio: string,
  fileId: string,
): Promise<(InquiryFile & { providerId: number }) | undefined> {
  const [row] = await fileQuery(db, folio)
    .where(and(eq(inquiryFiles.id, fileId), isNotNull(inquiryFiles.messageId)));
  return row;
}

/** The bytes of a file that was found, part by part. */
export async function* readFileParts(
  db: Db,
  { id, size }: InquiryFile,
): AsyncGenerator<Uint8Array> {
  const parts = Math.ceil(size / PART_BYTES);
  for (let part = 1; part <= parts; part++) {
    const { rows } = await db.$client.execute({ sql: PART, args: [id, part] });
    const bytes = rows[0]?.bytes;
    if (!(bytes instanceof ArrayBuffer)) throw new Error("a part of a file is missing");
    yield new Uint8Array(bytes);
  }
}

/** Removes files that no message took, because the form was refused, sent twice or broken off. */
export async function sweepLeftFiles(db: Db, nowMs: number): Promise<void> {
  const args = { before: Math.trunc(nowMs) - LEFT_KEPT_MS };
  await db.$client.batch([{ sql: DROP_PARTS, args }, { sql: DROP_FILES, args }], "write");
}

const ADD_PART = "INSERT INTO inquiry_file_parts (file_id, part_number, bytes) VALUES (?, ?, ?)";
const PART = "SELECT bytes FROM inquiry_file_parts WHERE file_id = ? AND part_number = ?";

const KEEP = `
  UPDATE inquiry_files SET message_id = :messageId
  WHERE id IN (SELECT value FROM json_each(:files)) AND message_id IS NULL
    AND EXISTS (SELECT 1 FROM inquiry_messages WHERE id = :messageId)`;

const IS_LEFT = "message_id IS NULL AND created_at < :before";
const DROP_PARTS = `
  DELETE FROM inquiry_file_parts
  WHERE file_id IN (SELECT id FROM inquiry_files WHERE ${IS_LEFT})`;
const DROP_FILES = `DELETE FROM inquiry_files WHERE ${IS_LEFT}`;

function fileQuery(db: Db, folio: string) {
  return db.select({
    id: inquiryFiles.id,
    name: inquiryFiles.name,
    kind: inquiryFiles.kind,
    size: inquiryFiles.size,
    providerId: inquiries.providerId,
  }).from(inquiryFiles)
    .innerJoin(inquiryMessages, eq(inquiryMessages.id, inquiryFiles.messageId))
    .innerJoin(
      inquiries,
      and(eq(inquiries.folio, inquiryMessages.folio), eq(inquiries.folio, folio)),
    );
}
