import { addDays, type CivilDate, endOfMonth, startOfMonth } from "../dates.ts";
import { DEFAULT_RANGE_DAYS, lastDays, type VoucherFilter } from "./voucher_filter.ts";

export type QuickRange = VoucherFilter & { name: string };

/** The ranges that one click chooses, as of today. Ranges that include today end today. */
export function quickRanges(today: CivilDate): QuickRange[] {
  const month = Number(today.slice(5, 7)) - 1;
  const lastMonth = startOfMonth(today, -1);
  return [
    { name: `Últimos ${DEFAULT_RANGE_DAYS} días`, ...lastDays(today) },
    { name: "Este mes", from: startOfMonth(today), to: today },
    { name: "Mes anterior", from: lastMonth, to: endOfMonth(lastMonth) },
    { name: "Este trimestre", from: startOfMonth(today, -(month % 3)), to: today },
    { name: "Este año", from: startOfMonth(today, -month), to: today },
    { name: "Últimos 12 meses", from: addDays(sameDayLastYear(today), 1), to: today },
  ];
}

/** A year before; 28 February where the year before has no 29th. */
function sameDayLastYear(date: CivilDate): CivilDate {
  const month = startOfMonth(date, -12);
  const day = addDays(month, Number(date.slice(8, 10)) - 1);
  return day < endOfMonth(month) ? day : endOfMonth(month);
}
