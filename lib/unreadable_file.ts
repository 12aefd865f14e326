/** Why a file cannot be read, with the facts that whoever tells a person of it may need. */
export type UnreadableFault =
  | { code: PlainUnreadableCode }
  | { code: "tooHeavy"; maxBytes: number }
  | { code: "tooManyParts"; maxParts: number }
  | { code: "tooLargeInside" | "growsTooMuch"; bytes: number; maxBytes: number }
  | { code: "farFromTable"; column: number; row: number };

/** Faults that need no more than their name. */
export type PlainUnreadableCode =
  | "pdf"
  | "compressed"
  | "picture"
  | "richText"
  | "webPage"
  | "password"
  | "oldWorkbook"
  | "oldOffice"
  | "libreOffice"
  | "otherZip"
  | "binaryWorkbook"
  | "macros"
  | "links"
  | "doctype"
  | "broken"
  | "tooManyTexts"
  | "longText"
  | "openCell"
  | "utf16"
  | "mixedEncodings"
  | "foreignEncoding"
  | "noText";

/** A file that cannot be read at all; what a person is told of it is for others to say. */
export class UnreadableFileError extends Error {
  constructor(readonly fault: UnreadableFault, readonly file = "", options?: ErrorOptions) {
    super(fault.code, options);
    this.name = "UnreadableFileError";
  }
}

/** Thrown at what looks like a workbook and is broken, or never was one. */
export function brokenFile(cause?: unknown): UnreadableFileError {
  return new UnreadableFileError({ code: "broken" }, "", { cause });
}
