import { formatInstant } from "../dates.ts";

const HOURS_KEPT = 24;
export const LIST_KEPT_MS = HOURS_KEPT * 60 * 60 * 1000;
/** As many lists as one person has at once; a further one takes the place of the oldest. */
export const MAX_KEPT_LISTS = 10;

/** The sheet of a workbook that was read, and those that name invoices, too, and were not. */
export type ReadSheet = { name: string; unread: string[] };

/** What becomes of a list, before it is brought. */
export const KEPT_SENTENCE = `Su lista se guarda ${HOURS_KEPT} horas, solo para usted, y se borra.`;

/** What is said of a list that is gone, of somebody else's and of none alike. */
export const NO_LIST_SENTENCE =
  `Las listas se guardan ${HOURS_KEPT} horas, hasta ${MAX_KEPT_LISTS} por persona, y solo las ` +
  "abre quien las trajo. Traiga la suya de nuevo.";

/** Until when a list opens again at its address. */
export function keptUntilSentence(createdAt: number): string {
  return `Vuelve a abrirse en esta dirección, solo para usted, hasta el ${
    formatInstant(createdAt + LIST_KEPT_MS)
  }.`;
}
