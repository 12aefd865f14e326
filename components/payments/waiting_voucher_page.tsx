import { Fact } from "../parts/fact.tsx";
import type { Detail, VoucherList } from "./shown.ts";
import { formatNit, type Nit } from "../../domain/nit.ts";
import { VOUCHER_COLUMNS, voucherCell } from "../../domain/payments/columns.ts";
import { Badge } from "../parts/badge.tsx";
import { listHref } from "./links.ts";
import { cellText } from "./money_cell.tsx";
import { SettlementsSection } from "./settlements_section.tsx";
import { Crumb } from "../parts/crumb.tsx";

type Props = {
  provider: { nit: Nit; legalName: string };
  detail: Detail;
  list: Pick<VoucherList, "filter" | "page">;
  nonce: string;
};

/** A voucher as a load would publish it; its provider does not see it yet. */
export function WaitingVoucherPage({ provider, detail, list, nonce }: Props) {
  const { voucher } = detail;
  return (
    <div>
      <Crumb href={listHref(list.filter)}>{provider.legalName}</Crumb>
      <div class="block-head">
        <h1>Comprobante {voucher.documentNumber}</h1>
        <Badge kind="warn">Por publicar</Badge>
      </div>
      <p class="lead soft">
        {provider.legalName} · NIT {formatNit(provider.nit)}. Todavía no lo ve.
      </p>
      <dl class="card facts">
        {VOUCHER_COLUMNS.map(({ key, header, kind }) => (
          <Fact name={header}>{cellText(kind, voucherCell(voucher, key))}</Fact>
        ))}
      </dl>
      <SettlementsSection detail={detail} list={list} nonce={nonce} />
    </div>
  );
}
