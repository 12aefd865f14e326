import { MEDICINE_REQUESTS } from "../staff/links.ts";
import type { QueueFilter } from "../../domain/medicines/queue.ts";

/** Where affiliates see what pharmacies owe them, and what hangs on it. */
export const MEDICINES = "/afiliados/medicamentos";
export const FORMULA_REQUEST = `${MEDICINES}/solicitar`;

/** The ways in which an owed medicine can be asked for, as addresses name them. */
export const DELIVERY_WAYS = { home: "domicilio", point: "punto" } as const;

export function deliveryHref(handle: string, way: keyof typeof DELIVERY_WAYS): string {
  return `${MEDICINES}/pendientes/${handle}/${DELIVERY_WAYS[way]}`;
}

export function requestHref(folio: string): string {
  return `${MEDICINES}/solicitudes/${folio}`;
}

/** How the address of the queue names requests that are over. */
export const OVER = "terminadas";

export function staffQueueHref(filter: QueueFilter, page = 1): string {
  const query = new URLSearchParams({
    ...(filter === "over" && { estado: OVER }),
    ...(page > 1 && { pagina: String(page) }),
  });
  return query.size > 0 ? `${MEDICINE_REQUESTS}?${query}` : MEDICINE_REQUESTS;
}

export function staffRequestHref(folio: string): string {
  return `${MEDICINE_REQUESTS}/${folio}`;
}
