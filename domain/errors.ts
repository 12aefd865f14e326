/** What may go wrong on purpose; `routes/errors.tsx` maps each to a status and a page. */
export type ProblemKind =
  | "notFound"
  | "signedOut"
  | "forbidden"
  | "otherProvider"
  | "conflict"
  | "invalid"
  | "malformed"
  | "tooLarge"
  | "unavailable";

export type FieldError = { field: string; message: string };

/** Thrown by whoever finds the problem, caught in one place only. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message = "",
    readonly errors: FieldError[] = [],
  ) {
    super(message);
    this.name = "Problem";
  }
}
