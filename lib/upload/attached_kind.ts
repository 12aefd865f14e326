import { Buffer } from "node:buffer";
import { UnreadableFileError } from "../unreadable_file.ts";

const MAX_PARTS = 500;
const HTML = /^\s*<(?:!doctype|html|script|svg|\?xml)/i;

/**
 * What a file is by its content, whatever its name says; undefined for any other kind. A workbook
 * with macros is refused, and text with control characters or markup is no CSV.
 */
export async function attachedKind(
  bytes: Uint8Array,
): Promise<"pdf" | "png" | "jpeg" | "xlsx" | "csv" | undefined> {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  if (start.startsWith("%PDF-")) return "pdf";
  if (start === "\u0089PNG\r\n\u001a\n") return "png";
  if (start.startsWith("\u00ff\u00d8\u00ff")) return "jpeg";
  if (start.startsWith("PK\u0003\u0004")) return await isWorkbook(bytes) ? "xlsx" : undefined;
  return isPlainText(bytes) ? "csv" : undefined;
}

async function isWorkbook(bytes: Uint8Array): Promise<boolean> {
  try {
    // What reads a zip is loaded with the first attachment, not with the first page.
    const { readZipDirectory } = await import("../xlsx/zip_directory.ts");
    const entries = await readZipDirectory(bytes, MAX_PARTS);
    const names = entries.map(({ filename }) => filename);
    return names.includes("xl/workbook.xml") && !names.some((name) => /vbaProject/i.test(name));
  } catch (error) {
    if (error instanceof UnreadableFileError) return false;
    throw error;
  }
}

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  if (bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  return !HTML.test(
    Buffer.from(bytes.subarray(0, 512)).toString("latin1").replace("\u00ef\u00bb\u00bf", ""),
  );
}
