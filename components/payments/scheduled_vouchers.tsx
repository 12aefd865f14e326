import { formatDate } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import { openHref } from "./links.ts";
import type { VoucherList } from "./shown.ts";
import { StateBadge } from "./badges.tsx";

type Props = { list: VoucherList; today: string };

/** The payments that are announced and not yet made, apart from those that count. */
export function ScheduledVouchers({ list: { scheduled, filter, page }, today }: Props) {
  if (scheduled.length === 0) return <></>;
  return (
    <section class="block" aria-labelledby="programados">
      <div class="block-head">
        <h2 id="programados">Programados</h2>
        <p class="soft">Todavía no se han pagado: no están en ningún total.</p>
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
            {scheduled.map((voucher) => (
              <Row
                voucher={voucher}
                href={openHref(filter, voucher.documentNumber, { listPage: page })}
                today={today}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type RowProps = { voucher: StoredVoucher; href: string; today: string };

function Row({ voucher, href, today }: RowProps) {
  const { documentNumber, paidOn, paymentMethod, paidAmount, state } = voucher;
  return (
    <tr>
      <td data-label="Comprobante">
        <a href={href}>{documentNumber}</a> <StateBadge state={state} />
      </td>
      <td data-label="Fecha de Pago">
        {formatDate(paidOn)}
        {paidOn < today && (
          <>
            {" "}
            <span class="soft">ya pasó: pregunte en Consultas</span>
          </>
        )}
      </td>
      <td data-label="Forma de Pago">{paymentMethod}</td>
      <td class="money" data-label="Valor Pago">{formatMoney(paidAmount)}</td>
    </tr>
  );
}
