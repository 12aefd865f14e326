import type { CivilDate } from "../dates.ts";
import type { StoredFile } from "../file.ts";
import type { MedicinePoint } from "./point.ts";

export const REQUEST_STATES = ["received", "scheduled", "delivered", "refused"] as const;
export type RequestState = typeof REQUEST_STATES[number];

/** Each state as the affiliate and the staff read it, with what it means to the affiliate. */
export const REQUEST_STATE_WORDS: Record<RequestState, { name: string; meaning: string }> = {
  received: { name: "Recibida", meaning: "La estamos revisando." },
  scheduled: { name: "Programada", meaning: "Ya tiene fecha de entrega." },
  delivered: { name: "Entregada", meaning: "El medicamento ya se entregó." },
  refused: { name: "No procede", meaning: "No se puede atender, por el motivo que sigue." },
};

/** Where a medicine is to be delivered: at home, or at a point that the person collects it from. */
export type DeliveryWay =
  | { way: "home"; address: string; phone: string }
  | { way: "point"; pointCode: string };

/** What an affiliate asked for, whether it is owed by a formula on file or by one that she sent. */
export type MedicineRequest = {
  folio: string;
  /** What names the pending line; null where she sent a formula herself. */
  pendingHandle: string | null;
  formulaNumber: string;
  formulaOn: CivilDate;
  /** The medicine, or what is needed in her own words. */
  asked: string;
  way: "home" | "point";
  address: string | null;
  phone: string | null;
  point: MedicinePoint | null;
  state: RequestState;
  scheduledOn: CivilDate | null;
  reason: string | null;
  createdAt: number;
  /** The instant until which it should be delivered. */
  dueAt: number;
};

export type RequestThread = MedicineRequest & { files: StoredFile[] };

export type RequestStep = "schedule" | "deliver" | "refuse";

/** What a step of the staff did, in the words of the log. */
export const REQUEST_STEP_WORDS: Record<RequestStep, string> = {
  schedule: "programó la entrega",
  deliver: "la marcó como entregada",
  refuse: "dijo que no procede",
};

const AFTER: Record<RequestStep, RequestState> = {
  schedule: "scheduled",
  deliver: "delivered",
  refuse: "refused",
};

/** The state after a step of the staff; undefined where a request is over and takes none. */
export function requestStateAfter(
  state: RequestState,
  step: RequestStep,
): RequestState | undefined {
  return isUnderWay(state) ? AFTER[step] : undefined;
}

/** Whether somebody still waits for a request; a pending medicine has at most one such. */
export function isUnderWay(state: RequestState): boolean {
  return state === "received" || state === "scheduled";
}
