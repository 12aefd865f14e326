import { DECLARATIONS } from "./law.ts";
import type { Answers, TypedEnrolment } from "./answers.ts";
import { nameOf } from "./names.ts";
import type { EnrolmentDocument } from "./papers.ts";

/** Who signed, when, from which address, and the SHA-256 of what was signed. */
export type Signature = { name: string; at: number; from: string; sha256: string };

/**
 * All that a signature covers, as one text: the declarations, what was typed, and the files by their
 * hashes. The same request is always the same text.
 */
export function signedText(typed: TypedEnrolment, documents: EnrolmentDocument[]): string {
  const files = documents.map(({ person, paper, sha256 }) => `${person} ${paper} ${sha256}`).sort();
  return JSON.stringify({ declarations: DECLARATIONS, typed, files });
}

/** Whether a typed name is that of whoever applies, however it is accented and spaced. */
export function isOwnName(typed: string, answers: Answers): boolean {
  return plain(typed) === plain(nameOf(answers));
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");
}
