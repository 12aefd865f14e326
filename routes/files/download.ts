import { readFileParts } from "../../db/files.ts";
import { CONTENT_TYPES, type StoredFile } from "../../domain/file.ts";
import { attachment } from "../attachment.ts";
import type { Ctx } from "../context.ts";
import { whileAllowed } from "../guards/while_allowed.ts";

/** A file that was found and recorded, always to be saved and never shown as a page of the portal. */
export function answerFile(c: Ctx, file: StoredFile): Response {
  const body = ReadableStream.from(whileAllowed(c, readFileParts(c.get("services").db, file)));
  return c.body(body, 200, {
    "Content-Type": CONTENT_TYPES[file.kind],
    "Content-Length": String(file.size),
    "Content-Disposition": attachment(file.name),
    "X-Content-Type-Options": "nosniff",
  });
}
