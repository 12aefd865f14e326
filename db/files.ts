import type { InStatement } from "@libsql/client";
import type { StoredFile } from "../domain/file.ts";
import { newSecretToken } from "../lib/secret_token.ts";
import type { Db } from "./client.ts";
import { files } from "./schema.ts";

/*
 * Files of every noun. A noun has a table of its own with the columns `file_id` and the key of its
 * row; it stores a file, gives it to that row in the batch that writes the row, finds it through
 * the row that somebody may see, and reads its bytes.
 */

/** Small enough for a row and for a request of a remote database on a slow line. */
export const PART_BYTES = 1024 * 1024;
const LEFT_KEPT_MS = 60 * 60 * 1000;

export type NewFile = Omit<StoredFile, "id"> & {
  /** Its bytes in pieces of PART_BYTES. */
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
};

/**
 * Stores a file part by part and answers its id. It belongs to nothing until a row takes it in
 * its own batch; nobody can ask for it before, and what is left so for an hour is removed.
 */
export async function storeFile(
  db: Db,
  { name, kind, size, parts }: NewFile,
  nowMs: number,
): Promise<string> {
  const id = newSecretToken();
  await db.insert(files).values({ id, name, kind, size, leftAt: Math.trunc(nowMs) });
  let number = 1;
  for await (const part of parts) {
    await db.$client.execute({ sql: ADD_PART, args: [id, number++, part] });
  }
  return id;
}

/** A statement of a noun about its links to files. */
type FileLink = { sql: string; args: Record<string, string | number | null> };

/**
 * Gives stored files to a row, for the batch that writes the row: where the noun's INSERT, which
 * takes their ids from `json_each(:files)`, links any.
 */
export function takeFilesStatements({ sql, args }: FileLink, fileIds: string[]): InStatement[] {
  if (fileIds.length === 0) return [];
  const ids = JSON.stringify(fileIds);
  return [{ sql, args: { ...args, files: ids } }, { sql: TAKE, args: { files: ids } }];
}

/** Says of the files that a query finds that no row has them any longer; before their rows go. */
export function leaveFilesStatement({ sql, args }: FileLink, nowMs: number): InStatement {
  return {
    sql: `UPDATE files SET left_at = :leftAt WHERE id IN (${sql})`,
    args: { ...args, leftAt: Math.trunc(nowMs) },
  };
}

/** The bytes of a file that was found, part by part. */
export async function* readFileParts(
  db: Db,
  { id, size }: Pick<StoredFile, "id" | "size">,
): AsyncGenerator<Uint8Array> {
  const parts = Math.ceil(size / PART_BYTES);
  for (let part = 1; part <= parts; part++) {
    const { rows } = await db.$client.execute({ sql: PART, args: [id, part] });
    const bytes = rows[0]?.bytes;
    if (!(bytes instanceof ArrayBuffer)) throw new Error("a part of a file is missing");
    yield new Uint8Array(bytes);
  }
}

/** Removes files that no row took, because the form was refused, sent twice or broken off. */
export async function sweepLeftFiles(db: Db, nowMs: number): Promise<void> {
  const args = { before: Math.trunc(nowMs) - LEFT_KEPT_MS };
  await db.$client.batch([{ sql: DROP_PARTS, args }, { sql: DROP_FILES, args }], "write");
}

const ADD_PART = "INSERT INTO file_parts (file_id, part_number, bytes) VALUES (?, ?, ?)";
const PART = "SELECT bytes FROM file_parts WHERE file_id = ? AND part_number = ?";

/** Right after the link, and only where that one inserted. */
const TAKE = `
  UPDATE files SET left_at = NULL
  WHERE changes() > 0 AND id IN (SELECT value FROM json_each(:files))`;

const DROP_PARTS = `
  DELETE FROM file_parts WHERE file_id IN (SELECT id FROM files WHERE left_at < :before)`;
const DROP_FILES = "DELETE FROM files WHERE left_at < :before";
