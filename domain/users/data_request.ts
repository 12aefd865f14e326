import { addBusinessDays } from "../business_days.ts";
import type { CivilDate } from "../dates.ts";

/** What a person may ask about the data stored about her (Ley 1581 de 2012, arts. 14 and 15). */
export const DATA_REQUEST_KINDS = ["consulta", "correccion", "supresion"] as const;
export type DataRequestKind = typeof DATA_REQUEST_KINDS[number];

export const DATA_REQUEST_WORDS: Record<DataRequestKind, { name: string; about: string }> = {
  consulta: { name: "Consulta", about: "Saber qué datos hay y para qué se usan" },
  correccion: { name: "Corrección", about: "Corregir o actualizar un dato" },
  supresion: { name: "Supresión", about: "Borrar un dato o revocar la autorización" },
};

export const MAX_DATA_REQUEST_TEXT = 2000;
export const MAX_DATA_REQUEST_ANSWER = 4000;

const ANSWER_BUSINESS_DAYS: Record<DataRequestKind, number> = {
  consulta: 10,
  correccion: 15,
  supresion: 15,
};
/** An unanswered request is shown as urgent this many business days before its date. */
const ALARM_DAYS = 3;

/** The last day on which a request of today is answered in time. */
export function dueDate(kind: DataRequestKind, today: CivilDate): CivilDate {
  return addBusinessDays(today, ANSWER_BUSINESS_DAYS[kind]);
}

export type Urgency = "overdue" | "urgent" | "inTime";

/** How pressing an open request is, by its date. */
export function urgencyOf(dueOn: CivilDate, today: CivilDate): Urgency {
  if (today > dueOn) return "overdue";
  return addBusinessDays(today, ALARM_DAYS) >= dueOn ? "urgent" : "inTime";
}

export function readDataRequestKind(text: string): DataRequestKind | undefined {
  return DATA_REQUEST_KINDS.find((kind) => kind === text);
}

/** What a person asked about her own data, and the answer; instants in milliseconds. */
export type DataRequest = {
  folio: string;
  kind: DataRequestKind;
  text: string;
  createdAt: number;
  dueOn: CivilDate;
  answeredAt: number | null;
  answer: string;
};

/** The same, as the staff sees it. */
export type AskedByPerson = DataRequest & { userId: number; personName: string };

export const MAX_CORRECTED_NAME = 100;

/** What is wrong with the name that an accepted correction puts in the place of the one before. */
export function correctedNameProblem(typed: string, before: string): string | undefined {
  const name = typed.trim();
  if (name === before) {
    return "Es el nombre que ya está: escriba el corregido, o deje el campo vacío.";
  }
  if (name.length > MAX_CORRECTED_NAME || /\p{Cc}/u.test(name)) {
    return `Escriba un solo nombre, de a lo sumo ${MAX_CORRECTED_NAME} caracteres.`;
  }
  return undefined;
}
