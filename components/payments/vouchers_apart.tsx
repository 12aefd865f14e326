import { formatDate } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import type { StoredVoucher } from "../../domain/payments/voucher.ts";
import type { Nit } from "../../domain/nit.ts";
import { StateBadge } from "./badges.tsx";
import { openHref, voucherHref } from "./links.ts";
import type { VoucherList } from "./shown.ts";

/* Vouchers that are in no total stand apart from those that are. */

/** The payments that are announced and not yet made. */
export function ScheduledVouchers(
  { list: { scheduled, filter, page }, today }: { list: VoucherList; today: string },
) {
  return (
    <VouchersApart
      id="programados"
      title="Programados"
      about="Todavía no se han pagado: no están en ningún total."
      vouchers={scheduled}
      hrefOf={({ documentNumber }) => openHref(filter, documentNumber, { listPage: page })}
      noteOf={({ paidOn }) => paidOn < today ? "ya pasó: pregunte en Consultas" : undefined}
    />
  );
}

/** A provider that the staff looks at, and its vouchers in waiting loads. */
export type LookedProvider = {
  nit: Nit;
  legalName: string;
  waiting: (StoredVoucher & { loadId: string })[];
};

/** The vouchers that the provider does not see yet. */
export function WaitingVouchers({ provider: { nit, waiting } }: { provider: LookedProvider }) {
  return (
    <VouchersApart
      id="por-publicar"
      title="Por publicar"
      about="El prestador todavía no los ve."
      vouchers={waiting}
      hrefOf={({ loadId, documentNumber }) => voucherHref({ nit, loadId }, documentNumber)}
    />
  );
}

type Props<Voucher extends StoredVoucher> = {
  /** The id of the heading. */
  id: string;
  title: string;
  about: string;
  vouchers: Voucher[];
  hrefOf: (voucher: Voucher) => string;
  /** What stands beside the date of payment, if anything. */
  noteOf?: (voucher: Voucher) => string | undefined;
};

/** A table of some vouchers under a heading; nothing where there are none. */
function VouchersApart<Voucher extends StoredVoucher>(
  { id, title, about, vouchers, hrefOf, noteOf }: Props<Voucher>,
) {
  if (vouchers.length === 0) return <></>;
  return (
    <section class="block" aria-labelledby={id}>
      <div class="block-head">
        <h2 id={id}>{title}</h2>
        <p class="soft">{about}</p>
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
            {vouchers.map((voucher) => (
              <Row voucher={voucher} href={hrefOf(voucher)} note={noteOf?.(voucher)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type RowProps = { voucher: StoredVoucher; href: string; note: string | undefined };

function Row({ voucher, href, note }: RowProps) {
  const { documentNumber, paidOn, paymentMethod, paidAmount, state } = voucher;
  return (
    <tr>
      <td data-label="Comprobante">
        <a href={href}>{documentNumber}</a> <StateBadge state={state} />
      </td>
      <td data-label="Fecha de Pago">
        {formatDate(paidOn)}
        {note && (
          <>
            {" "}
            <span class="soft">{note}</span>
          </>
        )}
      </td>
      <td data-label="Forma de Pago">{paymentMethod}</td>
      <td class="money" data-label="Valor Pago">{formatMoney(paidAmount)}</td>
    </tr>
  );
}
