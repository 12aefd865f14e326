import { eq } from "drizzle-orm";
import type { InStatement } from "@libsql/client";
import type { StoredFile } from "../domain/file.ts";
import { newSecretToken } from "../lib/secret_token.ts";
import type { ByteSource } from "../lib/byte_source.ts";
import { inPieces } from "../lib/pieces.ts";
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
/** One long statement would keep every other writer waiting. */
const PARTS_DROPPED_AT_ONCE = 8;

export type NewFile = Omit<StoredFile, "id"> & {
  /** Its bytes in pieces of PART_BYTES. */
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
};

/**
 * Stores a file part by part and answers its id. It belongs to nothing until a row takes it in
 * its own batch; nobody can ask for it before, and what is left so for an hour is removed. What comes
 * to no end leaves nothing.
 */
export async function storeFile(db: Db, file: NewFile, nowMs: number): Promise<string> {
  const id = newSecretToken();
  try {
    await addFile(db, id, file, nowMs);
    return id;
  } catch (error) {
    // Where that fails, too, the hourly sweep removes it.
    await dropLeftFile(db, id).catch(() => {});
    throw error;
  }
}

/**
 * The same while the bytes come in, so that their number is known at their end; answers it, too.
 */
export async function storeStream(
  db: Db,
  { name, kind, bytes }: Pick<StoredFile, "name" | "kind"> & { bytes: AsyncIterable<Uint8Array> },
  now: () => number,
): Promise<{ id: string; size: number }> {
  const id = newSecretToken();
  try {
    const size = await addFile(
      db,
      id,
      { name, kind, size: 0, parts: inPieces(bytes, PART_BYTES) },
      now(),
    );
    await db.update(files).set({ size, leftAt: Math.trunc(now()) }).where(eq(files.id, id));
    return { id, size };
  } catch (error) {
    // Where this fails, too, the first error says why, and the file is swept later.
    await dropLeftFile(db, id).catch(() => {});
    throw error;
  }
}

/** Stores the row and the parts of a file; answers how many bytes there were. */
async function addFile(
  db: Db,
  id: string,
  { name, kind, size, parts }: NewFile,
  nowMs: number,
): Promise<number> {
  await db.insert(files).values({ id, name, kind, size, leftAt: Math.trunc(nowMs) });
  let [number, stored] = [1, 0];
  for await (const part of parts) {
    await db.$client.execute({ sql: ADD_PART, args: [id, number++, part] });
    stored += part.length;
  }
  return stored;
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
    yield await readPart(db, id, part);
  }
}

/** The bytes of a file that was found, in any order; one part of them is in memory at a time. */
export function storedBytes(db: Db, { id, size }: Pick<StoredFile, "id" | "size">): ByteSource {
  let kept = { number: 0, bytes: new Uint8Array() };
  return {
    size,
    async read(from, length) {
      const whole = new Uint8Array(Math.max(0, Math.min(from + length, size) - from));
      for (let filled = 0; filled < whole.length;) {
        const at = from + filled;
        const number = Math.floor(at / PART_BYTES) + 1;
        if (kept.number !== number) {
          const bytes = await readPart(db, id, number);
          // The collector would leave it for long; what was read of it is a copy.
          kept.bytes.buffer.transfer(0);
          kept = { number, bytes };
        }
        const start = at % PART_BYTES;
        const piece = kept.bytes.subarray(start, start + whole.length - filled);
        if (piece.length === 0) throw new Error("a part of a file is too short");
        whole.set(piece, filled);
        filled += piece.length;
      }
      return whole;
    },
  };
}

async function readPart(db: Db, id: string, number: number): Promise<Uint8Array<ArrayBuffer>> {
  const { rows } = await db.$client.execute({ sql: PART, args: [id, number] });
  const bytes = rows[0]?.bytes;
  if (!(bytes instanceof ArrayBuffer)) throw new Error("a part of a file is missing");
  return new Uint8Array(bytes);
}

/** Removes files that no row took, because the form was refused, sent twice or broken off. */
export async function sweepLeftFiles(db: Db, nowMs: number): Promise<void> {
  const args = { before: Math.trunc(nowMs) - LEFT_KEPT_MS };
  const { rows } = await db.$client.execute({ sql: LEFT, args });
  for (const { id } of rows) await dropLeftFile(db, String(id));
}

/** Removes a file that no row has, some parts at a time. */
export async function dropLeftFile(db: Db, id: string): Promise<void> {
  for (let from = 1, dropped = Infinity; dropped > 0; from += PARTS_DROPPED_AT_ONCE) {
    const args = { id, from, end: from + PARTS_DROPPED_AT_ONCE };
    dropped = (await db.$client.execute({ sql: DROP_PARTS, args })).rowsAffected;
  }
  await db.$client.execute({ sql: DROP_FILE, args: { id } });
}

const ADD_PART = "INSERT INTO file_parts (file_id, part_number, bytes) VALUES (?, ?, ?)";
const PART = "SELECT bytes FROM file_parts WHERE file_id = ? AND part_number = ?";

/** Right after the link, and only where that one inserted. */
const TAKE = `
  UPDATE files SET left_at = NULL
  WHERE changes() > 0 AND id IN (SELECT value FROM json_each(:files))`;

const LEFT = "SELECT id FROM files WHERE left_at < :before";
const DROP_PARTS = `
  DELETE FROM file_parts WHERE part_number >= :from AND part_number < :end
    AND file_id = (SELECT id FROM files WHERE id = :id AND left_at IS NOT NULL)`;
const DROP_FILE = "DELETE FROM files WHERE id = :id AND left_at IS NOT NULL";
