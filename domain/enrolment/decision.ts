import { type CivilDate, readTypedDate } from "../dates.ts";
import type { FieldError } from "../errors.ts";
import { readDaneCode } from "../places/place.ts";
import { departmentOf } from "../places/departments.ts";
import { lengthProblem } from "../text_length.ts";
import type { EnrolmentState } from "./enrolment.ts";
import type { Approval } from "./file.ts";

/** What the staff may do with a request, by the word of its button. */
export const DECISIONS = {
  aprobar: "approved",
  devolver: "returned",
  rechazar: "rejected",
} as const satisfies Record<string, EnrolmentState>;

export type TypedDecision = {
  accion: keyof typeof DECISIONS;
  codigo: string;
  fecha: string;
  texto: string;
};

/** A decision: what is missing or why, in words for the applicant; and what an approval adds. */
export type Decision = {
  state: typeof DECISIONS[keyof typeof DECISIONS];
  text: string;
  approval: Approval | null;
};

export const MAX_DECISION_TEXT = 2000;
const MIN_TEXT = 10;

/** Reads the staff's form; `department` is where the applicant lives, which the code must belong to. */
export function readDecision(
  { accion, codigo, fecha, texto }: TypedDecision,
  department: string,
): { decision: Decision } | { errors: FieldError[] } {
  const state = DECISIONS[accion];
  const text = texto.trim();
  if (state === "approved") {
    const { errors, approval } = readApproval(codigo, fecha, department);
    return approval ? { decision: { state, text: "", approval } } : { errors };
  }
  const field = state === "returned" ? "texto-devolver" : "texto-rechazar";
  const problem = text.length < MIN_TEXT
    ? "Escriba qué falta o por qué, en palabras para quien lo lee."
    : lengthProblem(text, MAX_DECISION_TEXT);
  if (problem) return { errors: [{ field, message: problem }] };
  return { decision: { state, text, approval: null } };
}

function readApproval(codigo: string, fecha: string, department: string) {
  const errors: FieldError[] = [];
  const daneCode = readDaneCode(codigo.trim());
  const reading = readTypedDate(fecha);
  if (!daneCode || departmentOf(daneCode) !== department) {
    const message =
      `Escriba el código DANE del municipio: cinco cifras que empiezan por ${department}.`;
    errors.push({ field: "codigo", message });
  }
  if ("problem" in reading) errors.push({ field: "fecha", message: reading.problem });
  const affiliatedOn: CivilDate | undefined = "date" in reading ? reading.date : undefined;
  const approval = daneCode && affiliatedOn && errors.length === 0
    ? { daneCode, affiliatedOn }
    : undefined;
  return { errors, approval };
}
