/** The errors that the code expects; `routes/errors.tsx` maps each to a status and a page. */
export type ProblemKind =
  | "notFound"
  | "wrongMethod"
  | "signedOut"
  | "forbidden"
  | "staleForm"
  | "otherProvider"
  | "otherPerson"
  | "conflict"
  | "gone"
  | "invalid"
  | "malformed"
  | "tooLarge"
  | "tooMany"
  | "unavailable";

/** `isWait`: the field is not at fault, its form has been sent too often and must wait. */
export type FieldError = { field: string; message: string; isWait?: true };

/** Where whoever meets a problem finds what it is about. */
export type Way = { href: string; words: string };

/** Where a form is refused before it is read, so that no page can give it back. */
export const NOTHING_LOST = "Vuelva atrás en su navegador: lo que escribió sigue allí.";

/** Thrown where the problem is found, caught only in `routes/errors.tsx`. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message = "",
    readonly errors: FieldError[] = [],
    readonly way?: Way,
  ) {
    super(message);
    this.name = "Problem";
  }
}
