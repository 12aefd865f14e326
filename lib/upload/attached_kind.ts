import { Buffer } from "node:buffer";
import { UnreadableFileError } from "../unreadable_file.ts";
import { readPiece } from "../pieces.ts";
import { MARKS } from "./marks.ts";

const MAX_PARTS = 500;
const START_BYTES = 512;
const HTML = /^\s*<(?:!doctype|html|script|svg|\?xml)/i;

/**
 * What a file is by its content, whatever its name says; undefined for any other kind. A workbook
 * with macros is refused, and text with control characters or markup is no CSV. The file is never
 * whole in memory.
 */
export async function attachedKind(
  path: string,
): Promise<"pdf" | "png" | "jpeg" | "xlsx" | "csv" | undefined> {
  using file = await Deno.open(path);
  const start = Buffer.from(await readPiece(file, START_BYTES)).toString("latin1");
  if (start.startsWith(MARKS.pdf)) return "pdf";
  if (start.startsWith(MARKS.png)) return "png";
  if (start.startsWith(MARKS.jpeg)) return "jpeg";
  if (start.startsWith(MARKS.zip)) return await isWorkbook(file) ? "xlsx" : undefined;
  const isMarkup = HTML.test(start.replace("\u00ef\u00bb\u00bf", ""));
  return start !== "" && !isMarkup && await isPlainText(file) ? "csv" : undefined;
}

async function isWorkbook(file: Deno.FsFile): Promise<boolean> {
  try {
    // What reads a zip is loaded with the first attachment, not with the first page.
    const { readZipDirectory } = await import("../xlsx/zip_directory.ts");
    const entries = await readZipDirectory(file, MAX_PARTS);
    const names = entries.map(({ filename }) => filename);
    return names.includes("xl/workbook.xml") && !names.some((name) => /vbaProject/i.test(name));
  } catch (error) {
    if (error instanceof UnreadableFileError) return false;
    throw error;
  }
}

async function isPlainText(file: Deno.FsFile): Promise<boolean> {
  await file.seek(0, Deno.SeekMode.Start);
  for await (const chunk of file.readable) {
    if (chunk.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  }
  return true;
}
