import { formatDate } from "../../domain/dates.ts";
import { formatMoney } from "../../domain/money.ts";
import type { FoundLine } from "../../domain/reconciliation/found_line.ts";
import {
  GROUP_WORDS,
  type JudgedInvoice,
  restOf,
  whyOf,
} from "../../domain/reconciliation/groups.ts";
import type { GroupSum } from "../../domain/reconciliation/sums.ts";
import { type Reconciliation, UNLISTED_WORDS } from "../../domain/reconciliation/report.ts";
import { formatCount } from "../../domain/thousands.ts";
import { lineHref } from "../payments/links.ts";
import { Cell } from "../payments/money_cell.tsx";

/** Rows of a group that a page shows; the download has all of them. */
const SHOWN_ROWS = 100;
/** Payments of one invoice that are linked; few have more than three. */
const SHOWN_LINES = 5;

type GroupProps = { sum: GroupSum; invoices: JudgedInvoice[]; canDownload: boolean };

/** A group of the list, closed until its link opens it. */
export function GroupSection({ sum, invoices, canDownload }: GroupProps) {
  const { group, count, paid, listed } = sum;
  const isFound = invoices.some(({ found }) => found !== undefined);
  const { name } = GROUP_WORDS[group];
  return (
    <details class="card group">
      <Summary
        name={name}
        count={count}
        sum={isFound ? `${formatMoney(paid)} pagados` : `${formatMoney(listed)} en su lista`}
      />
      <More shown={SHOWN_ROWS} count={count} canDownload={canDownload} />
      <div class="table-box" id={group}>
        {isFound
          ? <FoundTable name={name} invoices={invoices.slice(0, SHOWN_ROWS)} />
          : <ListedTable name={name} invoices={invoices.slice(0, SHOWN_ROWS)} />}
      </div>
    </details>
  );
}

type UnlistedProps = { unlisted: Reconciliation["unlisted"]; canDownload: boolean };

/** What was paid and is not in the list. */
export function UnlistedSection({ unlisted, canDownload }: UnlistedProps) {
  const { count, paidAmount, lines } = unlisted;
  const shown = lines.slice(0, SHOWN_ROWS);
  return (
    <details class="card group">
      <Summary
        name={UNLISTED_WORDS.name}
        count={count}
        sum={`${formatMoney(paidAmount)} pagados`}
      />
      <More shown={SHOWN_ROWS} count={count} canDownload={canDownload} />
      <div class="table-box" id="unlisted">
        <table class="money-table" aria-label={UNLISTED_WORDS.name}>
          <thead>
            <tr>
              <th scope="col" class="text">Número de Factura</th>
              <th scope="col" class="date">Fecha de Pago</th>
              <th scope="col" class="text">Comprobante</th>
              <th scope="col" class="money">Valor Pagado</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr>
                <Cell header="Número de Factura" kind="text" value={line.invoiceNumber} />
                <Cell header="Fecha de Pago" kind="date" value={line.paidOn} />
                <td class="text" data-label="Comprobante">
                  <VoucherLink line={line} />
                </td>
                <Cell header="Valor Pagado" kind="money" value={line.paidAmount} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

type SummaryProps = { name: string; count: number; sum: string };

function Summary({ name, count, sum }: SummaryProps) {
  return (
    <summary>
      <h2>{name}</h2>
      <span>{`${formatCount(count)} · ${sum}`}</span>
    </summary>
  );
}

type MoreProps = { shown: number; count: number; canDownload: boolean };

function More({ shown, count, canDownload }: MoreProps) {
  if (count <= shown) return <></>;
  return (
    <p class="soft">
      {`Aquí están las primeras ${shown} filas${canDownload ? "; la descarga trae más" : ""}.`}
    </p>
  );
}

type TableProps = { name: string; invoices: JudgedInvoice[] };

function FoundTable({ name, invoices }: TableProps) {
  return (
    <table class="money-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col" class="text">Fila</th>
          <th scope="col" class="text">Su número</th>
          <th scope="col" class="money">Su valor</th>
          <th scope="col" class="money">Valor Factura</th>
          <th scope="col" class="money">Valor Neto</th>
          <th scope="col" class="money">Valor Pagado</th>
          <th scope="col" class="money">Falta</th>
          <th scope="col" class="money">Embargos</th>
          <th scope="col" class="text">Pagos</th>
        </tr>
      </thead>
      <tbody>
        {invoices.map(({ row, number, amount, found }) => (
          <tr>
            <Cell header="Fila" kind="text" value={String(row.number)} />
            <Cell header="Su número" kind="text" value={number} />
            <Cell header="Su valor" kind="money" value={amount} />
            <Cell header="Valor Factura" kind="money" value={found?.invoiceAmount ?? null} />
            <Cell header="Valor Neto" kind="money" value={found?.netAmount ?? null} />
            <Cell header="Valor Pagado" kind="money" value={found?.paidAmount ?? null} />
            <Cell header="Falta" kind="money" value={found ? restOf(found) : null} />
            <Cell header="Embargos" kind="money" value={found?.garnishments ?? null} />
            <td class="text" data-label="Pagos">
              <Payments lines={found?.lines ?? []} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Payments({ lines }: { lines: FoundLine[] }) {
  const further = lines.length - SHOWN_LINES;
  return (
    <ul class="bare-list">
      {lines.slice(0, SHOWN_LINES).map((line) => (
        <li>
          <VoucherLink line={line} /> del {formatDate(line.paidOn)}
        </li>
      ))}
      {further > 0 && <li>{`y ${further} más`}</li>}
    </ul>
  );
}

/** Rows of which no payment was found, or that were not looked up, and why. */
function ListedTable({ name, invoices }: TableProps) {
  return (
    <table class="money-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col" class="text">Fila</th>
          <th scope="col" class="text">Su número</th>
          <th scope="col" class="money">Su valor</th>
          <th scope="col" class="text">Por qué</th>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <tr>
            <Cell header="Fila" kind="text" value={String(invoice.row.number)} />
            <Cell header="Su número" kind="text" value={invoice.number} />
            <Cell header="Su valor" kind="money" value={invoice.amount} />
            <Cell header="Por qué" kind="text" value={whyOf(invoice)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type LinkProps = { line: Pick<FoundLine, "paidOn" | "documentNumber" | "lineNumber"> };

/** In a tab of its own: whoever looks at many would find the groups closed each time. */
function VoucherLink({ line: { paidOn, documentNumber, lineNumber } }: LinkProps) {
  return (
    <a href={lineHref(paidOn, documentNumber, lineNumber)} target="_blank" rel="noopener">
      {documentNumber}
      <span class="visually-hidden">, en otra pestaña</span>
    </a>
  );
}
