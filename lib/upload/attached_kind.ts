import { Buffer } from "node:buffer";
import { UnreadableFileError } from "../unreadable_file.ts";
import { MARKS } from "./marks.ts";

const MAX_PARTS = 500;
const START_BYTES = 512;
const HTML = /^\s*<(?:!doctype|html|script|svg|\?xml)/i;

/**
 * What a file is by its content, whatever its name says; undefined for any other kind. A workbook
 * with macros is refused, and text with control characters or markup is no CSV.
 */
export async function attachedKind(
  bytes: Uint8Array,
): Promise<"pdf" | "png" | "jpeg" | "xlsx" | "csv" | undefined> {
  const start = Buffer.from(bytes.subarray(0, START_BYTES)).toString("latin1");
  if (start.startsWith(MARKS.pdf)) return "pdf";
  if (start.startsWith(MARKS.png)) return "png";
  if (start.startsWith(MARKS.jpeg)) return "jpeg";
  if (start.startsWith(MARKS.zip)) return await isWorkbook(bytes) ? "xlsx" : undefined;
  const isMarkup = HTML.test(start.replace("\u00ef\u00bb\u00bf", ""));
  return start !== "" && !isMarkup && isPlainText(bytes) ? "csv" : undefined;
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
  return !bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13);
}
