import type { FieldError } from "../../domain/errors.ts";
import { formatMoney } from "../../domain/money.ts";
import { formatNit } from "../../domain/nit.ts";
import { PAGE_SIZE } from "../../domain/paging.ts";
import {
  type FoundInvoices,
  type FoundPayments,
  type FoundSettlement,
  type FoundVoucher,
  MAX_FOUND,
} from "../../domain/payments/found_payments.ts";
import { MAX_TYPED_LENGTH } from "../../domain/payments/invoice_number.ts";
import { counted, formatCount } from "../../domain/thousands.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Field } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { detailHref, invoicesHref, paymentsHref, STAFF_PAYMENTS } from "./links.ts";
import { PlainVouchersTable, VoucherCells, VoucherHeads } from "./plain_vouchers_table.tsx";

/** The invoices are left out as long as nobody looked for them. */
type Found = FoundPayments & { invoices?: FoundInvoices };

type Props = { typed: string; errors: FieldError[]; found?: Found };

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

function Found({ typed, providers, vouchers, invoices }: Found & { typed: string }) {
  const { settlements = [] } = invoices ?? {};
  const isNothing = providers.length + vouchers.length + settlements.length === 0;
  return (
    <>
      {providers.length > 0 && <ProvidersFound providers={providers} />}
      {vouchers.length > 0 && <VouchersFound vouchers={vouchers} />}
      {settlements.length > 0 && <SettlementsFound settlements={settlements} />}
      {isNothing && !invoices?.stoppedAt && !invoices?.startedAfter && (
        <section class="block">
          <EmptyState>
            No encontramos “{typed.trim()}” entre prestadores, comprobantes, facturas ni valores.
          </EmptyState>
        </section>
      )}
      <FurtherInvoices typed={typed} invoices={invoices} isNothing={isNothing} />
    </>
  );
}

type FurtherProps = { typed: string; invoices: FoundInvoices | undefined; isNothing: boolean };

/** Where the search goes on from, without typing again, as long as invoices are left. */
function FurtherInvoices({ typed, invoices, isNothing }: FurtherProps) {
  if (!invoices) {
    return (
      <p class="block">
        <a href={invoicesHref(typed)}>Buscar también en facturas</a>
      </p>
    );
  }
  const { looked, startedAfter, stoppedAt, settlements } = invoices;
  // The heading says that these are the first of more: nobody looked at all providers.
  if (settlements.length >= MAX_FOUND) return <></>;
  if (stoppedAt === undefined && startedAfter !== undefined) {
    return <p class="block soft">Con estos ya buscamos la factura en todos los prestadores.</p>;
  }
  if (stoppedAt === undefined) {
    if (isNothing || settlements.length > 0) return <></>;
    return <p class="block soft">En ninguna factura está “{typed.trim()}”.</p>;
  }
  return (
    <section class="block">
      <p>
        Son muchos prestadores: esta vez buscamos la factura “{typed.trim()}” en {counted(
          looked,
          "prestador",
          "prestadores",
        )}, no en todos.
      </p>
      <p>
        <a href={invoicesHref(typed, stoppedAt)}>Seguir con los demás prestadores</a>
      </p>
    </section>
  );
}

function ProvidersFound({ providers }: Pick<FoundPayments, "providers">) {
  return (
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
  );
}

/** `3 comprobantes`, or that these are the first of more. */
function countWords(count: number, [singular, plural]: [string, string]): string {
  if (count >= MAX_FOUND) return `Los primeros ${formatCount(count)} ${plural}`;
  return counted(count, singular, plural);
}

function VouchersFound({ vouchers }: { vouchers: FoundVoucher[] }) {
  return (
    <section class="block">
      <div class="block-head">
        <h2 role="status">{countWords(vouchers.length, ["comprobante", "comprobantes"])}</h2>
      </div>
      <PlainVouchersTable
        vouchers={vouchers.map((voucher) => ({ ...voucher, ...placeOf(voucher) }))}
      />
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
              <VoucherHeads isOfMany />
              <th scope="col">Número de Factura</th>
              <th scope="col" class="money">Valor Factura</th>
              <th scope="col" class="money">Valor Pagado</th>
            </tr>
          </thead>
          <tbody>
            {settlements.map(({ voucher, lineNumber, ...line }) => (
              <tr>
                <VoucherCells {...voucher} {...placeOf(voucher, lineNumber)} />
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

/** Whose a voucher is, and where its detail opens: at the page that has a line. */
function placeOf({ nit, legalName, documentNumber, paidOn, waitsIn }: FoundVoucher, line = 1) {
  const of = waitsIn === null ? { nit } : { nit, loadId: waitsIn };
  const place = { listPage: 1, page: Math.ceil(line / PAGE_SIZE) };
  const href = detailHref({ from: paidOn, to: paidOn, of }, documentNumber, place);
  return { of: { nit, legalName }, href, isWaiting: waitsIn !== null };
}
