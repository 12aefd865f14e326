import { formatCount } from "../../domain/thousands.ts";
import { formatDate } from "../../domain/dates.ts";
import type { DaySum, PaidSum, ProviderSum } from "../../domain/loads/verdict.ts";
import { formatMoney, sumCents } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import type { Paged } from "../../domain/paging.ts";
import { type ListPlace, PagedSection } from "./paged_section.tsx";

type Sums<Sum> = {
  place: ListPlace;
  all: Sum[];
  paged: Paged<Sum>;
  /** True for whoever is asked for the control total: a list of one row would reveal it, too. */
  hidesTotal: boolean;
};

const COUNTED = [{ header: "Comprobantes", isMoney: true }, {
  header: "Valor Pago",
  isMoney: true,
}];

/** Where the money of a load goes. */
export function ProviderSums({ place, all, paged, hidesTotal }: Sums<ProviderSum>) {
  const sumCells = sumCellsOf(hidesTotal && all.length === 1);
  return (
    <PagedSection
      list="prestadores"
      title="Por prestador"
      place={place}
      paged={paged}
      noun={["prestador", "prestadores"]}
      columns={[{ header: "NIT" }, { header: "Razón Social" }, ...COUNTED]}
      totals={["Total", "Toda la carga", ...sumCellsOf(hidesTotal)(totalOf(all))]}
      row={({ nit, legalName, ...sum }) => [formatNit(nit), legalName || "–", ...sumCells(sum)]}
    />
  );
}

/** On which days it is paid. */
export function DaySums({ place, all, paged, hidesTotal }: Sums<DaySum>) {
  const sumCells = sumCellsOf(hidesTotal && all.length === 1);
  return (
    <PagedSection
      list="dias"
      title="Por día"
      place={place}
      paged={paged}
      noun={["día", "días"]}
      columns={[{ header: "Fecha de Pago" }, ...COUNTED]}
      totals={["Total de la carga", ...sumCellsOf(hidesTotal)(totalOf(all))]}
      row={({ paidOn, ...sum }) => [formatDate(paidOn), ...sumCells(sum)]}
    />
  );
}

function sumCellsOf(isHidden: boolean) {
  return ({ count, paidAmount }: PaidSum): string[] => [
    formatCount(count),
    isHidden ? "–" : formatMoney(paidAmount),
  ];
}

function totalOf(sums: PaidSum[]): PaidSum {
  return {
    count: sumCents(sums.map(({ count }) => count)),
    paidAmount: sumCents(sums.map(({ paidAmount }) => paidAmount)),
  };
}
