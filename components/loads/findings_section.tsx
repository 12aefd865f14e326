import type { Finding } from "../../domain/loads/report.ts";
import type { Paged } from "../../domain/paging.ts";
import { Icon } from "../parts/icon.tsx";
import { loadHref } from "./links.ts";
import { type ListPlace, PagedSection } from "./paged_section.tsx";

type Props = { place: ListPlace; findings: Paged<Finding> };

const COLUMNS = ["Archivo", "Celda", "Columna", "Valor"].map((header) => ({ header }));

/** Every cell that must be corrected before anything is stored. */
export function ErrorsSection({ place, findings }: Props) {
  return (
    <PagedSection
      list="celdas"
      title="Por corregir"
      place={place}
      paged={findings}
      noun={["por corregir", "por corregir"]}
      columns={[...COLUMNS, { header: "Qué pasa" }]}
      row={(finding) => findingRow(finding, "bad-value")}
      actions={<ReportLink id={place.id} />}
    />
  );
}

/** What is allowed and worth a look. */
export function WarningsSection({ place, findings }: Props) {
  return (
    <PagedSection
      list="avisos"
      title="Para tener en cuenta"
      place={place}
      paged={findings}
      noun={["aviso", "avisos"]}
      columns={[...COLUMNS, { header: "Qué se vio" }]}
      row={(finding) => findingRow(finding, "mono")}
    />
  );
}

export function ReportLink({ id }: { id: string }) {
  return (
    <a class="button button-second" href={`${loadHref(id)}/informe.xlsx`} download>
      <Icon name="download" /> Descargar informe
    </a>
  );
}

function findingRow({ file, sheet, cell, column, value, message }: Finding, valueClass: string) {
  return [
    [file, sheet].filter(Boolean).join(", ") || "–",
    cell ? { content: <span class="mono cell-name">{cell}</span> } : "–",
    column || "–",
    value ? { content: <span class={`mono ${valueClass}`}>{value}</span> } : "–",
    `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
  ];
}
