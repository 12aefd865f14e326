import { formatDate } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit, type Nit } from "../../domain/nit.ts";
import type { Voucher } from "../../domain/payments/voucher.ts";
import { Badge } from "../parts/badge.tsx";
import { StateBadge } from "./badges.tsx";

type Named = Pick<Voucher, "documentNumber" | "paidOn" | "state"> & {
  /** Whose it is, where those beside it are others'. */
  of?: { nit: Nit; legalName: string };
  href: string;
  isWaiting?: boolean;
  /** What stands beside the date of payment, if anything. */
  note?: string | undefined;
};

type Shown = Named & Pick<Voucher, "paymentMethod" | "paidAmount">;

/** Some vouchers with what they paid, without the columns of a list that is worked with. */
export function PlainVouchersTable({ vouchers }: { vouchers: Shown[] }) {
  return (
    <div class="table-box">
      <table class="plain-table">
        <thead>
          <tr>
            <VoucherHeads isOfMany={vouchers.some(({ of }) => of)} />
            <th scope="col">Forma de Pago</th>
            <th scope="col" class="money">Valor Pago</th>
          </tr>
        </thead>
        <tbody>
          {vouchers.map((voucher) => (
            <tr>
              <VoucherCells {...voucher} />
              <td data-label="Forma de Pago">{voucher.paymentMethod}</td>
              <td class="money" data-label="Valor Pago">{formatMoney(voucher.paidAmount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The heads of `VoucherCells`. */
export function VoucherHeads({ isOfMany }: { isOfMany: boolean }) {
  return (
    <>
      <th scope="col">Comprobante</th>
      {isOfMany && <th scope="col">Prestador</th>}
      <th scope="col">Fecha de Pago</th>
    </>
  );
}

/** The cells of a voucher: its number, whose it is, and the day. */
export function VoucherCells({ documentNumber, paidOn, state, of, ...more }: Named) {
  return (
    <>
      <td data-label="Comprobante">
        <a href={more.href}>{documentNumber}</a> <StateBadge state={state} />
        {more.isWaiting && <Badge kind="warn">Por publicar</Badge>}
      </td>
      {of && (
        <td data-label="Prestador">
          {of.legalName}
          <span class="soft small nit-line">NIT {formatNit(of.nit)}</span>
        </td>
      )}
      <td data-label="Fecha de Pago">
        {formatDate(paidOn)}
        {more.note && (
          <>
            {" "}
            <span class="soft">{more.note}</span>
          </>
        )}
      </td>
    </>
  );
}
