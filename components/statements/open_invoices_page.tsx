import { formatMoney } from "../../domain/money.ts";
import type { SortColumn } from "../../domain/payments/columns.ts";
import { LINE_COLUMNS } from "../../domain/payments/line_filter.ts";
import {
  type OpenInvoice,
  type OpenInvoices,
  TOO_MUCH_SENTENCE,
} from "../../domain/statements/open_invoices.ts";
import { ageName } from "../../domain/statements/statement.ts";
import { formatCount } from "../../domain/thousands.ts";
import { explanationHref, lineHref } from "../payments/links.ts";
import { Cell } from "../payments/money_cell.tsx";
import { Crumb } from "../parts/crumb.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { Icon } from "../parts/icon.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { AgeTable } from "./ages.tsx";

export const OPEN_INVOICES = "/estado-de-cuenta/saldos";

type Props = { open: OpenInvoices; page: number; canDownload: boolean };

/** Facturas con saldo: what was paid in part and is open, by age, and invoice by invoice. */
export function OpenInvoicesPage({ open, page, canDownload }: Props) {
  const { total, ages, isTooMuch } = open;
  return (
    <>
      <Crumb href="/estado-de-cuenta">Estado de cuenta</Crumb>
      <div class="block-head">
        <h1>Facturas con saldo</h1>
        {canDownload && total.invoices > 0 && (
          <p class="block-actions">
            <a class="button button-second" href={`${OPEN_INVOICES}.xlsx`} download>
              <Icon name="download" /> Descargar facturas con saldo
            </a>
          </p>
        )}
      </div>
      <p class="lead">
        Las que se pagaron en parte, con el Saldo que dejó su último pago. Las que no tienen ningún
        pago no están aquí: búsquelas con <a href="/cruce">Cruce de cartera</a>.
      </p>
      {isTooMuch && <TooMuch />}
      {!isTooMuch && total.invoices === 0 && (
        <EmptyState>Ninguna factura quedó con saldo después de su último pago.</EmptyState>
      )}
      {total.invoices > 0 && (
        <>
          <AgeTable
            id="saldos"
            title="Saldo, por antigüedad"
            since="Desde el último pago"
            counted="Facturas"
            amount="Saldo"
            rows={ages.map((age) => ({
              name: ageName(age),
              count: age.invoices,
              amount: age.balance,
            }))}
          />
          <InvoiceTable open={open} page={page} />
        </>
      )}
    </>
  );
}

function TooMuch() {
  return (
    <EmptyState>
      {TOO_MUCH_SENTENCE} Descargue el periodo en <a href="/pagos">Consulta de Pagos</a>{" "}
      y filtre en Excel la columna Saldo.
    </EmptyState>
  );
}

const KEYS = [
  "paidOn",
  "voucherNumber",
  "invoiceNumber",
  "invoiceAmount",
  "netAmount",
  "balance",
] as const;
type ColumnKey = typeof KEYS[number];

/** Some of the columns of Por factura, in their order. */
export const OPEN_COLUMNS = LINE_COLUMNS.filter((column): column is SortColumn<ColumnKey> =>
  KEYS.some((key) => key === column.key)
);
const LEADING_TEXT = OPEN_COLUMNS.filter(({ kind }) => kind !== "money").length;

function InvoiceTable({ open: { invoices, total }, page }: Omit<Props, "canDownload">) {
  return (
    <section class="block" aria-labelledby="facturas">
      <h2 id="facturas">Factura por factura</h2>
      <div class="table-box">
        <table class="money-table" aria-labelledby="facturas">
          <thead>
            <tr>
              {OPEN_COLUMNS.map(({ header, kind }) => <th scope="col" class={kind}>{header}</th>)}
            </tr>
            <tr class="totals">
              <td colspan={LEADING_TEXT}>
                <strong>
                  Total de {formatCount(total.invoices)}{" "}
                  {total.invoices === 1 ? "factura" : "facturas"}
                </strong>
                <span class="totals-note">De la más antigua a la más reciente</span>
              </td>
              <td></td>
              <td></td>
              <td class="money" data-label="Saldo">
                <strong>{formatMoney(total.balance)}</strong>
              </td>
            </tr>
          </thead>
          <tbody>
            {invoices.map((invoice) => <InvoiceRow invoice={invoice} />)}
          </tbody>
        </table>
        <TableFoot
          id="saldos"
          label="Páginas de facturas con saldo"
          page={page}
          shown={invoices.length}
          total={total.invoices}
          noun={["factura", "facturas"]}
          href={(number) => number > 1 ? `${OPEN_INVOICES}?pagina=${number}` : OPEN_INVOICES}
        />
      </div>
    </section>
  );
}

function InvoiceRow({ invoice }: { invoice: OpenInvoice }) {
  const { paidOn, voucherNumber, lineNumber } = invoice;
  const links: Partial<Record<ColumnKey, string>> = {
    voucherNumber: lineHref(paidOn, voucherNumber, lineNumber),
    invoiceNumber: explanationHref(invoice),
  };
  return (
    <tr>
      {OPEN_COLUMNS.map(({ key, header, kind }) =>
        links[key] === undefined
          ? <Cell header={header} kind={kind} value={invoice[key]} strong={key === "balance"} />
          : (
            <td class="text" data-label={header}>
              <a href={links[key]}>{invoice[key]}</a>
            </td>
          )
      )}
    </tr>
  );
}
