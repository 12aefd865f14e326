import { readFileParts } from "../../db/inquiries/files.ts";
import { Problem } from "../../domain/errors.ts";
import { CONTENT_TYPES } from "../../domain/inquiries/file.ts";
import type { InquiryFile } from "../../domain/inquiries/thread.ts";
import { attachment } from "../attachment.ts";
import { auditFirst } from "../audit.ts";
import type { Ctx } from "../context.ts";
import { whileAllowed } from "../guards/while_allowed.ts";

/**
 * An attached file, always to be saved and never shown as a page of the portal; recorded in the
 * audit log.
 */
export async function answerInquiryFile(
  c: Ctx,
  folio: string,
  file: (InquiryFile & { providerId?: number }) | undefined,
): Promise<Response> {
  if (!file) throw new Problem("notFound", "No encontramos ese adjunto.");
  const { providerId } = file;
  const of = providerId === undefined ? {} : { providerId };
  await auditFirst(c, { name: "attachmentDownloaded", detail: { folio }, ...of });
  const body = ReadableStream.from(whileAllowed(c, readFileParts(c.get("services").db, file)));
  return c.body(body, 200, {
    "Content-Type": CONTENT_TYPES[file.kind],
    "Content-Length": String(file.size),
    "Content-Disposition": attachment(file.name),
    "X-Content-Type-Options": "nosniff",
  });
}
