import { lengthProblem } from "./text_length.ts";

const MIN_REASON = 8;
export const MAX_REASON = 500;

/**
 * What is wrong with the reason for an action against a person or provider; undefined where nothing
 * is.
 */
export function reasonProblem(typed: string): string | undefined {
  const isShort = typed.trim().length < MIN_REASON;
  if (isShort) return "Escriba el motivo: quién lo pidió y cómo lo comprobó.";
  return lengthProblem(typed, MAX_REASON);
}
