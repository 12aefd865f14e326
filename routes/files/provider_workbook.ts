import { formatInstant } from "../../domain/dates.ts";
import { formatNit } from "../../domain/nit.ts";
import type { SummaryRow } from "../../lib/xlsx/writer.ts";
import { type Ctx, providerOf } from "../context.ts";

/** The name of a provider's workbook: `MutualSer_900356158_Cruce.xlsx` of `Cruce`. */
export function workbookName(c: Ctx, what: string): string {
  const { eps } = c.get("services").settings;
  return `${eps.name.replace(/\s/g, "")}_${providerOf(c).nit}_${what}.xlsx`;
}

/** How its sheet Resumen begins: of whom it is, and who made it when. */
export function summaryHead(c: Ctx): SummaryRow[] {
  const { nit, legalName } = providerOf(c);
  return [
    { name: "Prestador", kind: "text", value: legalName },
    { name: "NIT", kind: "text", value: formatNit(nit) },
    { name: "Hecho el", kind: "text", value: formatInstant(c.get("services").now()) },
    { name: "Hecho por", kind: "text", value: c.get("askedBy") ?? "" },
  ];
}
