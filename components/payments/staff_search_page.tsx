import { StateBadge } from "./badges.tsx";
import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import {
  type FoundPayments,
  type FoundSettlement,
  type FoundVoucher,
  MAX_FOUND,
} from "../../domain/payments/found_payments.ts";
import { MAX_TYPED_LENGTH } from "../../domain/payments/invoice_number.ts";
import { formatCount } from "../../domain/thousands.ts";
import { Badge } from "../parts/badge.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { detailHref, paymentsHref, STAFF_PAYMENTS } from "./links.ts";

type Props = { typed: string; errors: FieldError[]; found?: FoundPayments };

/** Payments of any provider, found by whatever the staff knows of them. */
export function StaffPaymentsPage({ typed, errors, found }: Props) {
  return (
    <div>
      <h1>Pagos de prestadores</h1>
      <ErrorSummary errors={errors} purpose="buscar" />
      <form class="card search-form" method="get" action={STAFF_PAYMENTS} novalidate role="search">
        <div class="search-fields">
          <Field
            name="q"
            label="Prestador, comprobante, factura o valor"
            hint="NIT o nombre, un número, o un Valor Pago como 1.234.567,50."
            value={typed}
            errors={errors}
            maxlength={MAX_TYPED_LENGTH}
            autofocus={typed === ""}
          />
          <button type="submit" class="button">
            <Icon name="search" /> Buscar
          </button>
        </div>
      </form>
      {found && <Found typed={typed} {...found} />}
    </div>
  );
}

function Found({ typed, providers, vouchers, settlements }: FoundPayments & { typed: string }) {
  if (providers.length + vouchers.length + settlements.length === 0) {
    return (
      <section class="block">
        <EmptyState>
          No encontramos “{typed.trim()}” entre prestadores, comprobantes, facturas ni valores.
        </EmptyState>
      </section>
    );
  }
  return (
    <>
      {providers.length > 0 && (
        <section class="block">
          <div class="block-head">
            <h2 role="status">{countWords(providers.length, ["prestador", "prestadores"])}</h2>
          </div>
          <ul class="card link-list">
            {providers.map(({ nit, legalName }) => (
              <li>
                <a href={paymentsHref({ nit })}>
                  {legalName} · NIT {formatNit(nit)}
                  <Icon name="next" />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {vouchers.length > 0 && <VouchersFound vouchers={vouchers} />}
      {settlements.length > 0 && <SettlementsFound settlements={settlements} />}
    </>
  );
}

/** `3 comprobantes`, or that these are the first of more. */
function countWords(count: number, [singular, plural]: [string, string]): string {
  if (count >= MAX_FOUND) return `Los primeros ${formatCount(count)} ${plural}`;
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

function VouchersFound({ vouchers }: { vouchers: FoundVoucher[] }) {
  return (
    <section class="block">
      <div class="block-head">
        <h2 role="status">{countWords(vouchers.length, ["comprobante", "comprobantes"])}</h2>
      </div>
      <div class="table-box">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">Comprobante</th>
              <th scope="col">Prestador</th>
              <th scope="col">Fecha de Pago</th>
              <th scope="col">Forma de Pago</th>
              <th scope="col" class="money">Valor Pago</th>
            </tr>
          </thead>
          <tbody>
            {vouchers.map((voucher) => (
              <tr>
                <VoucherCells voucher={voucher} />
                <td data-label="Forma de Pago">{voucher.paymentMethod}</td>
                <td class="money" data-label="Valor Pago">{formatMoney(voucher.paidAmount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SettlementsFound({ settlements }: { settlements: FoundSettlement[] }) {
  return (
    <section class="block">
      <div class="block-head">
        <h2 role="status">
          {countWords(settlements.length, ["pago de la factura", "pagos de la factura"])}
        </h2>
      </div>
      <div class="table-box">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">Comprobante</th>
              <th scope="col">Prestador</th>
              <th scope="col">Fecha de Pago</th>
              <th scope="col">Número de Factura</th>
              <th scope="col" class="money">Valor Factura</th>
              <th scope="col" class="money">Valor Pagado</th>
            </tr>
          </thead>
          <tbody>
            {settlements.map(({ voucher, lineNumber, ...line }) => (
              <tr>
                <VoucherCells voucher={voucher} page={Math.ceil(lineNumber / PAGE_SIZE)} />
                <td data-label="Número de Factura">{line.invoiceNumber}</td>
                <td class="money" data-label="Valor Factura">{formatMoney(line.invoiceAmount)}</td>
                <td class="money" data-label="Valor Pagado">{formatMoney(line.paidAmount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The cells of a voucher: number, provider and day; its link opens the detail at a page. */
function VoucherCells({ voucher, page = 1 }: { voucher: FoundVoucher; page?: number }) {
  const { nit, legalName, documentNumber, paidOn, state, waitsIn } = voucher;
  const of = waitsIn === null ? { nit } : { nit, loadId: waitsIn };
  const href = detailHref({ from: paidOn, to: paidOn, of }, documentNumber, { listPage: 1, page });
  return (
    <>
      <td data-label="Comprobante">
        <a href={href}>{documentNumber}</a> <StateBadge state={state} />
        {waitsIn !== null && <Badge kind="warn">Por publicar</Badge>}
      </td>
      <td data-label="Prestador">
        {legalName}
        <span class="soft small nit-line">NIT {formatNit(nit)}</span>
      </td>
      <td data-label="Fecha de Pago">{formatDate(paidOn)}</td>
    </>
  );
}
