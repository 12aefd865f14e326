import { FILES_NAME } from "../../components/parts/files_field.tsx";
import { isDiskFull } from "../../db/disk_full.ts";
import { dropLeftFile, type NewFile, PART_BYTES, storeFile } from "../../db/files.ts";
import { type FieldError, NOTHING_LOST, Problem } from "../../domain/errors.ts";
import { filesProblem, kindByName, PICTURE_KINDS } from "../../domain/file.ts";
import { NAMELESS_FILE } from "../../domain/file_name.ts";
import { piecesOf } from "../../lib/pieces.ts";
import { attachedKind } from "../../lib/upload/attached_kind.ts";
import { shownFileName } from "../../lib/upload/file_name.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import type { Ctx } from "../context.ts";

/** Checks files by number, size and content, pictures only on demand; the error is the field's. */
export async function judgeFiles(
  received: ReceivedFile[],
  { picturesOnly = false } = {},
): Promise<{ files: NewFile[] } | { errors: FieldError[] }> {
  const problem = filesProblem(received.map(({ size }) => size));
  if (problem) return { errors: [{ field: FILES_NAME, message: problem }] };
  const files: NewFile[] = [];
  for (const { bytes, size, ...file } of received) {
    const name = shownFileName(file.name, NAMELESS_FILE);
    const kind = await attachedKind(bytes);
    const isAllowed = !picturesOnly || (kind !== undefined && PICTURE_KINDS.includes(kind));
    if (kind === undefined || kind !== kindByName(name) || !isAllowed) {
      const expected = picturesOnly ? "una foto (PNG o JPEG) ni un PDF" : ANY_KIND;
      const what = size === 0 ? "está vacío" : `no es ${expected}`;
      return { errors: [{ field: FILES_NAME, message: `El archivo ${name} ${what}.` }] };
    }
    files.push({ name, kind, size, parts: piecesOf(bytes, PART_BYTES) });
  }
  return { files };
}

const DISK_FULL = `No hay espacio en el disco del servidor. ${NOTHING_LOST}`;
const ANY_KIND = "un PDF, PNG, JPEG, Excel o CSV";

/** Stores files one after the other; a row takes them afterwards. */
export async function storeFiles(c: Ctx, files: NewFile[]): Promise<string[]> {
  const { db, now } = c.get("services");
  const ids: string[] = [];
  try {
    for (const file of files) ids.push(await storeFile(db, file, now()));
  } catch (error) {
    for (const id of ids) await dropLeftFile(db, id).catch(() => {});
    throw isDiskFull(error) ? new Problem("unavailable", DISK_FULL) : error;
  }
  return ids;
}
