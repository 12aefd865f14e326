import { addBusinessDays } from "../business_days.ts";
import type { CivilDate } from "../dates.ts";
import { PROMISED_CARE } from "../law.ts";
import { foldText } from "../search_words.ts";

/**
 * A kind of appointment in one spelling, however a file writes it: `MEDICINA  GENERAL` is `Medicina
 * general`, so that nobody has two of one kind.
 */
export function careKindOf(text: string): string {
  const words = text.trim().toLowerCase();
  const known = PROMISED_CARE.find(({ name }) => foldText(name) === foldText(words));
  return known?.name ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The last day on which an appointment asked for today may be; undefined where the law names none. */
export function promisedDay(careKind: string, askedOn: CivilDate): CivilDate | undefined {
  const promise = PROMISED_CARE.find(({ name }) => name === careKind);
  return promise && addBusinessDays(askedOn, promise.businessDays);
}
