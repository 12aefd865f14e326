import { z } from "zod";
import { type Ctx, sessionOf } from "../context.ts";
import { typedText } from "../input.ts";

/** The form in which the staff decides on a request. */
export const DECISION_FORM = z.object({
  accion: z.enum(["aprobar", "rechazar"]),
  correo: z.string().max(300).default(""),
  nota: typedText,
});
export type DecisionForm = z.infer<typeof DECISION_FORM>;

/** What is stored of a decision on the request of this number. */
export function decisionOf(c: Ctx, { folio }: { folio: string }, { nota }: DecisionForm) {
  const decidedAt = Math.trunc(c.get("services").now());
  return { folio, note: nota.trim(), decidedBy: sessionOf(c).userId, decidedAt };
}
