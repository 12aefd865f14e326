/** Why a file cannot be read, with the facts that a sentence about it needs. */
export type UnreadableFault =
  | { code: PlainUnreadableCode }
  | { code: "tooHeavy"; maxBytes: number }
  | { code: "tooManyParts"; maxParts: number }
  | { code: "tooLargeInside" | "growsTooMuch"; bytes: number; maxBytes: number }
  /** The first words that show it, as they would read in Windows-1252. */
  | { code: "foreignEncoding"; words: string[] }
  | { code: "farFromTable"; column: number; row: number };

/** Faults without facts. */
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
  | "noText";

/** A file that cannot be read at all; `domain/loads/unreadable.ts` has the sentences. */
export class UnreadableFileError extends Error {
  constructor(readonly fault: UnreadableFault, readonly file = "", options?: ErrorOptions) {
    super(fault.code, options);
    this.name = "UnreadableFileError";
  }
}

/** The error for a workbook that is broken, or that never was one. */
export function brokenFile(cause?: unknown): UnreadableFileError {
  return new UnreadableFileError({ code: "broken" }, "", { cause });
}
