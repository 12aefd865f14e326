import { Problem } from "../../domain/errors.ts";
import type { StoredFile } from "../../domain/file.ts";
import { auditFirst } from "../audit.ts";
import type { Ctx } from "../context.ts";
import { answerFile } from "../files/download.ts";

/** An attached file; recorded in the audit log. */
export async function answerInquiryFile(
  c: Ctx,
  folio: string,
  file: (StoredFile & { providerId?: number }) | undefined,
): Promise<Response> {
  if (!file) throw new Problem("notFound", "No encontramos ese adjunto.");
  const { providerId } = file;
  const of = providerId === undefined ? {} : { providerId };
  await auditFirst(c, { name: "attachmentDownloaded", detail: { folio }, ...of });
  return answerFile(c, file);
}
