import { formatCount } from "../../domain/thousands.ts";
import type { FewerLines, NamedProvider, UnbalancedVoucher } from "../../domain/loads/verdict.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import type { Paged } from "../../domain/paging.ts";
import { type ListPlace, PagedSection } from "./paged_section.tsx";

export type Oddities = {
  unbalanced: Paged<UnbalancedVoucher>;
  fewerLines: Paged<FewerLines>;
  withoutMail: Paged<NamedProvider>;
};

const VOUCHER = [{ header: "NIT" }, { header: "N° Documento" }];

/** What looks odd though it is allowed. */
export function LoadOddities({ place, oddities }: { place: ListPlace; oddities: Oddities }) {
  return (
    <>
      <PagedSection
        list="descuadres"
        title="No cuadran"
        about="Su Valor Pago no es lo que se aplicó a facturas."
        place={place}
        paged={oddities.unbalanced}
        noun={["comprobante", "comprobantes"]}
        columns={[...VOUCHER, { header: "Diferencia", isMoney: true }]}
        row={({ nit, documentNumber, difference }) => [
          formatNit(nit),
          documentNumber,
          formatMoney(difference),
        ]}
      />
      <PagedSection
        list="menos"
        title="Quedan con menos facturas"
        place={place}
        paged={oddities.fewerLines}
        noun={["comprobante", "comprobantes"]}
        columns={[
          ...VOUCHER,
          { header: "Tenía", isMoney: true },
          { header: "Quedan", isMoney: true },
        ]}
        row={({ nit, documentNumber, before, now }) => [
          formatNit(nit),
          documentNumber,
          formatCount(before),
          formatCount(now),
        ]}
      />
      <PagedSection
        list="sinCorreo"
        title="Sin correo registrado"
        about="No pueden registrarse ni reciben avisos."
        place={place}
        paged={oddities.withoutMail}
        noun={["prestador", "prestadores"]}
        columns={[{ header: "NIT" }, { header: "Razón Social" }]}
        row={({ nit, legalName }) => [formatNit(nit), legalName || "–"]}
      />
    </>
  );
}
