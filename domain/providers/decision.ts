import type { FieldError } from "../errors.ts";
import { canonicalEmail } from "./provider.ts";
import { lengthProblem } from "../text_length.ts";

/** What the staff writes of how it checked a request: whom it called. */
export const MAX_DECISION_NOTE = 1000;

/** A decision on a request as it was typed, by the names of the form's fields. */
export type TypedDecision = { correo: string; nota: string };

/** What is wrong with a decision; `missingEmail` is said where an address must be given. */
export function judgeDecision(
  { correo, nota }: TypedDecision,
  missingEmail: string | undefined,
): FieldError[] {
  const errors: FieldError[] = [];
  if (missingEmail !== undefined && !canonicalEmail(correo)) {
    errors.push({ field: "correo", message: missingEmail });
  }
  const message = nota.trim() === ""
    ? "Escriba con quién habló y cómo lo comprobó."
    : lengthProblem(nota, MAX_DECISION_NOTE);
  if (message !== undefined) errors.push({ field: "nota", message });
  return errors;
}
