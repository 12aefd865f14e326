import { Buffer } from "node:buffer";
import { type UnreadableFault, UnreadableFileError } from "../unreadable_file.ts";
import { MARKS } from "./marks.ts";

const EMPTY_ZIP = "PK\u0005\u0006";
const OLE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

/** Files that begin like this are no table of text, whatever their names say. */
const OTHERS: [starts: string[], fault: UnreadableFault][] = [
  [[MARKS.pdf], { code: "pdf" }],
  [["\u001f\u008b", "7z\u00bc\u00af", "Rar!"], { code: "compressed" }],
  [[MARKS.png, MARKS.jpeg, "GIF8"], { code: "picture" }],
  [["{\\rtf"], { code: "richText" }],
];
const WEB_PAGE = /^\s*<\?xml|^\s*<(?:!doctype )?html|^\s*<table/i;
/** How many bytes at the start tell what a file is, but for a workbook. */
export const START_BYTES = 512;

/** Whether a file that starts like this is, or may hold, a workbook: then all of it is needed. */
export function isContainer(start: Uint8Array): boolean {
  const text = startOf(start);
  return [MARKS.zip, EMPTY_ZIP, OLE].some((mark) => text.startsWith(mark));
}

/**
 * Whether a file is a workbook or text, by its first bytes and not by its name. Throws
 * UnreadableFileError that says which other kind it is.
 */
export function fileKind(bytes: Uint8Array): "workbook" | "text" {
  const start = startOf(bytes);
  if (start.startsWith(MARKS.zip) || start.startsWith(EMPTY_ZIP)) return "workbook";
  if (start.startsWith(OLE)) throw new UnreadableFileError(oldFormat(bytes));
  const text = start.replace(/^\u00ef\u00bb\u00bf/, "");
  const other = OTHERS.find(([starts]) => starts.some((one) => text.startsWith(one)));
  if (other) throw new UnreadableFileError(other[1]);
  if (WEB_PAGE.test(text)) throw new UnreadableFileError({ code: "webPage" });
  return "text";
}

function startOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, START_BYTES)).toString("latin1");
}

/** Old Office files and encrypted new ones share one container; the names in it tell them apart. */
function oldFormat(bytes: Uint8Array): UnreadableFault {
  const container = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => container.includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) return { code: "password" };
  return { code: has("Workbook") || has("Book") ? "oldWorkbook" : "oldOffice" };
}
