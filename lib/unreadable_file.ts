/** A file that cannot be read at all; the message is for the person who sent it. */
export class UnreadableFileError extends Error {
  constructor(message: string, readonly file = "") {
    super(message);
  }
}

/** Said of what looks like a workbook and is broken, or never was one. */
export const NO_WORKBOOK = "no es un libro de Excel (.xlsx) que se pueda abrir";
