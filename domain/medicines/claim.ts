import { formatDate, formatInstant } from "../dates.ts";
import type { PendingMedicine } from "./pending.ts";

/** What a person claims of a medicine whose promised hours are over; she may change it. */
export function claimText(owed: PendingMedicine): string {
  const { medicine, presentation, orderedQuantity, deliveredQuantity, point } = owed;
  return [
    `No me han entregado completo ${[medicine, presentation].filter(Boolean).join(", ")}.`,
    `Me deben ${orderedQuantity - deliveredQuantity} de ${orderedQuantity}, de la fórmula ` +
    `${owed.formulaNumber} del ${formatDate(owed.formulaOn)}.`,
    `Está pendiente desde el ${formatInstant(owed.pendingSince)}` +
    (point ? ` en ${point.name}.` : "."),
  ].join("\n");
}
