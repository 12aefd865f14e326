import { loadNumber } from "../../../domain/loads/record.ts";
import { isDatabaseMessage } from "../../database_error.ts";
import type { FieldsOfUpload } from "./claiming.ts";
import { dropLeftFile, takeFilesStatements } from "../../files.ts";
import { type OpenedLoad, type Opening, openLoad } from "../loads.ts";
import type { Db } from "../../client.ts";

export type UploadedLoad = FieldsOfUpload & Opening & {
  id: string;
  source: string;
  /** The stored files, in their order. */
  fileIds: string[];
};

/**
 * Opens a load of files that are stored (`storeStream`), for `judgeUploaded` of any process; the load
 * has them then. Where it cannot be opened they are removed; where the same load was opened before,
 * because a form was sent twice, that one is answered.
 */
export async function openUploadedLoad(
  db: Db,
  { id, source, fileIds, isWholeRegister, requestId, clientAddress, ...opening }: UploadedLoad,
  nowMs: number,
): Promise<OpenedLoad> {
  const fields = { isWholeRegister: isWholeRegister ? 1 : 0, requestId, clientAddress };
  const upload = [
    { sql: ADD_UPLOAD, args: { id, ...fields } },
    ...takeFilesStatements({ sql: ADD_FILES, args: { id } }, fileIds),
  ];
  try {
    return await openLoad(db, id, source, nowMs, { ...opening, upload });
  } catch (error) {
    for (const fileId of fileIds) await dropLeftFile(db, fileId).catch(() => {});
    if (!isDatabaseMessage(error, /UNIQUE constraint failed: loads\.id/)) throw error;
    const { rows: [row] } = await db.$client.execute({ sql: OPENED, args: { id } });
    return { id, number: loadNumber(Number(row?.year), Number(row?.number)) };
  }
}

const OPENED = "SELECT year, number FROM loads WHERE id = :id";

const ADD_UPLOAD = `
  INSERT INTO load_uploads (load_id, is_whole_register, request_id, client_address)
  VALUES (:id, :isWholeRegister, :requestId, :clientAddress)`;
const ADD_FILES = `
  INSERT INTO load_files (load_id, position, file_id)
  SELECT :id, key, value FROM json_each(:files)`;
