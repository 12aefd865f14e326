import { formatNit } from "../../domain/nit.ts";
import type { Paged } from "../../domain/paging.ts";
import type { Correction } from "../../domain/loads/record.ts";
import { RevisionChanges } from "../payments/field_changes.tsx";
import { type ListPlace, PagedSection } from "./paged_section.tsx";

type Props = { place: ListPlace; corrections: Paged<Correction>; title: string };

/** Vouchers that exist already and would change, old → new. */
export function LoadCorrections({ place, corrections, title }: Props) {
  return (
    <PagedSection
      list="cambios"
      title={title}
      place={place}
      paged={corrections}
      noun={["comprobante", "comprobantes"]}
      columns={[{ header: "Prestador" }, { header: "N° Documento" }, { header: "Qué cambia" }]}
      row={({ nit, legalName, documentNumber, ...difference }) => [
        {
          content: (
            <>
              {legalName}
              <span class="soft small nit-line">NIT {formatNit(nit)}</span>
            </>
          ),
        },
        documentNumber,
        { content: <RevisionChanges difference={difference} /> },
      ]}
    />
  );
}
