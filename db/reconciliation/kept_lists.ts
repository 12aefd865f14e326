import {
  LIST_KEPT_MS,
  MAX_KEPT_LISTS,
  type ReadSheet,
} from "../../domain/reconciliation/kept_list.ts";
import { piecesOf } from "../../lib/pieces.ts";
import type { Db } from "../client.ts";
import { leaveFilesStatement, PART_BYTES, storeFile, takeFilesStatements } from "../files.ts";

/** Which list, and whose: of one person at one provider. */
export type ListKey = { handle: string; userId: number; providerId: number };

/** What was brought, and of which sheet where it was a workbook. */
type ListText = { text: string; sheet?: ReadSheet };

/**
 * Keeps the list of a cruce, and no more of a person than her newest ones. A list that is kept under
 * this handle already stays as it is: its form was sent twice.
 */
export async function keepList(
  db: Db,
  { handle, userId, providerId }: ListKey,
  { text, sheet }: ListText,
  nowMs: number,
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const parts = piecesOf(bytes, PART_BYTES);
  const file = { name: "lista.csv", kind: "csv", size: bytes.length, parts } as const;
  const fileId = await storeFile(db, file, nowMs);
  const read = sheet ? JSON.stringify(sheet) : null;
  const list = { handle, userId, providerId, sheet: read, createdAt: Math.trunc(nowMs) };
  await db.$client.batch([
    ...takeFilesStatements({ sql: KEEP, args: list }, [fileId]),
    leaveFilesStatement({ sql: FURTHER, args: { userId } }, nowMs),
    { sql: `DELETE FROM kept_lists WHERE file_id IN (${FURTHER})`, args: { userId } },
  ], "write");
}

/** The text of a list that is kept, and since when; undefined where there is none. One round trip. */
export async function findKeptList(
  db: Db,
  key: ListKey,
  nowMs: number,
): Promise<ListText & { createdAt: number } | undefined> {
  const since = Math.trunc(nowMs) - LIST_KEPT_MS;
  const { rows } = await db.$client.execute({ sql: FIND, args: { ...key, since } });
  const [first] = rows;
  if (!first) return undefined;
  const parts = rows.flatMap(({ bytes }) => bytes instanceof ArrayBuffer ? [bytes] : []);
  return {
    text: await new Blob(parts).text(),
    createdAt: Number(first.created_at),
    ...(typeof first.sheet === "string" && { sheet: JSON.parse(first.sheet) }),
  };
}

/** Removes lists that are old; the sweep of files removes their texts. */
export async function sweepKeptLists(db: Db, nowMs: number): Promise<void> {
  const args = { since: Math.trunc(nowMs) - LIST_KEPT_MS };
  await db.$client.batch([
    leaveFilesStatement({ sql: OLD, args }, nowMs),
    { sql: "DELETE FROM kept_lists WHERE created_at <= :since", args },
  ], "write");
}

const KEEP = `
  INSERT INTO kept_lists (handle, user_id, provider_id, file_id, sheet, created_at)
  SELECT :handle, :userId, :providerId, value, :sheet, :createdAt FROM json_each(:files) WHERE true
  ON CONFLICT (handle) DO NOTHING`;
const FURTHER = `
  SELECT file_id FROM kept_lists WHERE user_id = :userId
  ORDER BY created_at DESC LIMIT -1 OFFSET ${MAX_KEPT_LISTS}`;
const FIND = `
  SELECT kept_lists.created_at, sheet, bytes FROM kept_lists
  JOIN file_parts ON file_parts.file_id = kept_lists.file_id
  WHERE handle = :handle AND user_id = :userId AND provider_id = :providerId AND created_at > :since
  ORDER BY part_number`;
const OLD = "SELECT file_id FROM kept_lists WHERE created_at <= :since";
