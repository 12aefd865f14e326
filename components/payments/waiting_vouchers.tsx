import { StateBadge } from "./badges.tsx";
import { formatDate } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import type { Nit } from "../../domain/nit.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import { voucherHref } from "./links.ts";

/** A provider that the staff looks at, and its vouchers in waiting loads. */
export type LookedProvider = {
  nit: Nit;
  legalName: string;
  waiting: (StoredVoucher & { loadId: string })[];
};

/** The vouchers that the provider does not see yet. */
export function WaitingVouchers({ provider: { nit, waiting } }: { provider: LookedProvider }) {
  if (waiting.length === 0) return <></>;
  return (
    <section class="block" aria-labelledby="por-publicar">
      <div class="block-head">
        <h2 id="por-publicar">Por publicar</h2>
        <p class="soft">El prestador todavía no los ve.</p>
      </div>
      <div class="table-box">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">Comprobante</th>
              <th scope="col">Fecha de Pago</th>
              <th scope="col">Forma de Pago</th>
              <th scope="col" class="money">Valor Pago</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map(({ documentNumber, paidOn, paymentMethod, paidAmount, ...voucher }) => (
              <tr>
                <td data-label="Comprobante">
                  <a href={voucherHref({ nit, loadId: voucher.loadId }, documentNumber)}>
                    {documentNumber}
                  </a>
                  <StateBadge state={voucher.state} />
                </td>
                <td data-label="Fecha de Pago">{formatDate(paidOn)}</td>
                <td data-label="Forma de Pago">{paymentMethod}</td>
                <td class="money" data-label="Valor Pago">{formatMoney(paidAmount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
