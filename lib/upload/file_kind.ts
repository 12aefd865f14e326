import { Buffer } from "node:buffer";
import { type UnreadableFault, UnreadableFileError } from "../unreadable_file.ts";

const ZIP = ["PK\u0003\u0004", "PK\u0005\u0006"];
const OLE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

/** Files that begin like this are no table of text, whatever their names say. */
const OTHERS: [start: RegExp, fault: UnreadableFault][] = [
  [/^%PDF-/, { code: "pdf" }],
  // deno-lint-ignore no-control-regex
  [/^\u001f\u008b|^7z\u00bc\u00af|^Rar!/, { code: "compressed" }],
  [/^\u0089PNG|^\u00ff\u00d8\u00ff|^GIF8/, { code: "picture" }],
  [/^\{\\rtf/, { code: "richText" }],
  [/^\s*<\?xml|^\s*<(?:!doctype )?html|^\s*<table/i, { code: "webPage" }],
];
const START_BYTES = 512;

/**
 * Whether a file is a workbook or text, by its first bytes and not by its name. Throws
 * UnreadableFileError that says which other kind it is.
 */
export function fileKind(bytes: Uint8Array): "workbook" | "text" {
  const start = Buffer.from(bytes.subarray(0, START_BYTES)).toString("latin1");
  if (ZIP.some((mark) => start.startsWith(mark))) return "workbook";
  if (start.startsWith(OLE)) throw new UnreadableFileError(oldFormat(bytes));
  const text = start.replace(/^\u00ef\u00bb\u00bf/, "");
  const other = OTHERS.find(([pattern]) => pattern.test(text));
  if (other) throw new UnreadableFileError(other[1]);
  return "text";
}

/** Old Office files and encrypted new ones share one container; the names in it tell them apart. */
function oldFormat(bytes: Uint8Array): UnreadableFault {
  const container = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => container.includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) return { code: "password" };
  return { code: has("Workbook") || has("Book") ? "oldWorkbook" : "oldOffice" };
}
