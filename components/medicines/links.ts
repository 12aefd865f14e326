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
