import { z } from "zod";
import { FILES_NAME } from "../../components/parts/files_field.tsx";
import { takeAttempt } from "../../db/accounts/attempts.ts";
import { type NewFile, PART_BYTES, storeFile } from "../../db/inquiries/files.ts";
import { INQUIRY_BY_PROVIDER } from "../../domain/accounts/attempt_limit.ts";
import type { FieldError } from "../../domain/errors.ts";
import { filesProblem, kindByName } from "../../domain/inquiries/file.ts";
import { NAMELESS_FILE } from "../../domain/file_name.ts";
import { piecesOf } from "../../lib/pieces.ts";
import { attachedKind } from "../../lib/upload/attached_kind.ts";
import { shownFileName } from "../../lib/upload/file_name.ts";
import type { ReceivedFile } from "../../lib/upload/upload.ts";
import { newSecretToken } from "../../lib/secret_token.ts";
import { type Ctx, providerOf } from "../context.ts";
import { typedText } from "../input.ts";

/** What every form of an inquiry carries beside files: a text, and an id against sending twice. */
export const MESSAGE_FIELDS = {
  texto: typedText,
  envio: z.string().max(100).default(""),
};

/** The id that a form came with, or a new one where it is not valid. */
export function formIdOf(envio: string): string {
  return /^[\w-]{32}$/.test(envio) ? envio : newSecretToken();
}

/** A message as it was typed, to be drawn again. */
export function typedMessage({ texto, envio }: { texto: string; envio: string }) {
  return { texto, envio: formIdOf(envio) };
}

/** A form that is drawn for the first time, or again without any fault of what was typed. */
export const NOTHING_WRONG = { errors: [], hadFiles: false };

/** Checks files by number, size and content; the error belongs to the field. */
export async function judgeFiles(
  received: ReceivedFile[],
): Promise<{ files: NewFile[] } | { errors: FieldError[] }> {
  const problem = filesProblem(received.map(({ size }) => size));
  if (problem) return { errors: [{ field: FILES_NAME, message: problem }] };
  const files: NewFile[] = [];
  for (const { path, size, ...file } of received) {
    const name = shownFileName(file.name, NAMELESS_FILE);
    const kind = await attachedKind(path);
    if (kind === undefined || kind !== kindByName(name)) {
      const what = size === 0 ? "está vacío" : "no es un PDF, PNG, JPEG, Excel o CSV";
      return { errors: [{ field: FILES_NAME, message: `El archivo ${name} ${what}.` }] };
    }
    files.push({ name, kind, size, parts: piecesOf(path, PART_BYTES) });
  }
  return { files };
}

/** Stores files one after the other; a message takes them afterwards. */
export async function storeFiles(c: Ctx, files: NewFile[]): Promise<string[]> {
  const { db, now } = c.get("services");
  const ids: string[] = [];
  for (const file of files) ids.push(await storeFile(db, file, now()));
  return ids;
}

/** How long a provider must wait before it writes again; 0 where it need not. */
export async function takeInquiryAttempt(c: Ctx): Promise<number> {
  const { db, now } = c.get("services");
  const tries = [{ limit: INQUIRY_BY_PROVIDER, of: String(providerOf(c).id) }];
  return await takeAttempt(db, tries, now());
}
