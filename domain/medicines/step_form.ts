import { type CivilDate, readTypedDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { lengthProblem } from "../text_length.ts";
import type { RequestStep } from "./request.ts";

export const MAX_REFUSAL = 500;

export type TypedStep = { accion: string; fecha: string; motivo: string };

/** What the staff decided: when it is delivered, that it was, or why it is not. */
export type StepWish = { step: RequestStep; scheduledOn: CivilDate | null; reason: string | null };

/** Each step with the value by which its form names it. */
const STEPS: readonly (readonly [value: string, step: RequestStep])[] = [
  ["programar", "schedule"],
  ["entregar", "deliver"],
  ["rechazar", "refuse"],
];

/** Reads a step, or says what is missing beside its field; `today` is the day in Bogotá. */
export function readStep(
  { accion, fecha, motivo }: TypedStep,
  today: CivilDate,
): StepWish | { errors: FieldError[] } {
  const step = STEPS.find(([value]) => value === accion)?.[1];
  if (!step) return { errors: [{ field: "accion", message: "Escoja qué hacer." }] };
  if (step === "deliver") return { step, scheduledOn: null, reason: null };
  if (step === "refuse") {
    const reason = motivo.trim();
    const problem = reason === "" ? REASON_EXPECTED : lengthProblem(reason, MAX_REFUSAL);
    return problem
      ? { errors: [{ field: "motivo", message: problem }] }
      : { step, scheduledOn: null, reason };
  }
  const date = readTypedDate(fecha);
  if ("problem" in date) return { errors: [{ field: "fecha", message: date.problem }] };
  if (date.date < today) return { errors: [{ field: "fecha", message: PAST }] };
  return { step, scheduledOn: date.date, reason: null };
}

const REASON_EXPECTED = "Escriba el motivo: es lo que lee el afiliado.";
const PAST = "La entrega no puede programarse para un día que ya pasó.";
