import { lengthProblem } from "./text_length.ts";

const MIN_REASON = 8;
export const MAX_REASON = 500;

/** Why the staff does something that weighs on somebody: asked for, stored, and shown to the staff. */
export function reasonProblem(typed: string): string | undefined {
  const isShort = typed.trim().length < MIN_REASON;
  if (isShort) return "Escriba el motivo: quién lo pidió y cómo lo comprobó.";
  return lengthProblem(typed, MAX_REASON);
}
