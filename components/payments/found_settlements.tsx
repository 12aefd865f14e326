import { OverpaidBadge, StateBadge } from "./badges.tsx";
import { SETTLEMENT_COLUMNS, settlementCell } from "../../domain/payments/columns.ts";
import { type InvoiceSettlement, restsAfter } from "../../domain/payments/search_answer.ts";
import { invoiceKey } from "../../domain/payments/invoice_number.ts";
import { overpaymentsIn } from "../../domain/payments/overpayment.ts";
import type { LookedAt } from "../../domain/payments/voucher_filter.ts";
import { explanationHref, lineHref } from "./links.ts";
import { Cell } from "./money_cell.tsx";

const COLUMNS = SETTLEMENT_COLUMNS.filter(({ key }) => key !== "voucherNumber");

type Props = { settlements: InvoiceSettlement[]; of?: LookedAt | undefined };

/** Lines of several vouchers, each with its day and with what is left of its invoice after it. */
export function FoundSettlements({ settlements, of }: Props) {
  const rests = restsAfter(settlements);
  const overpaid = overpaymentsIn(settlements);
  return (
    <div class="table-box">
      <table class="money-table found-table" aria-label="Pagos, comprobante por comprobante">
        <thead>
          <tr>
            <th scope="col" class="date">Fecha de Pago</th>
            <th scope="col" class="text">Comprobante</th>
            {COLUMNS.map(({ header, kind }) => <th scope="col" class={kind}>{header}</th>)}
            <th scope="col" class="money">Queda después</th>
          </tr>
        </thead>
        <tbody>
          {settlements.map((line) => (
            <tr>
              <Cell header="Fecha de Pago" kind="date" value={line.paidOn} />
              <td class="text" data-label="Comprobante">
                <span class="badges">
                  <a href={lineHref(line.paidOn, line.voucherNumber, line.lineNumber, of)}>
                    {line.voucherNumber}
                  </a>
                  <StateBadge state={line.state} />
                </span>
              </td>
              {COLUMNS.map(({ key, header, kind }) =>
                key === "invoiceNumber"
                  ? (
                    <td class="text" data-label={header}>
                      <span class="badges">
                        <a href={explanationHref(line, of)}>{line.invoiceNumber}</a>
                        <OverpaidBadge overpayment={overpaid.get(invoiceKey(line.invoiceNumber))} />
                      </span>
                    </td>
                  )
                  : <Cell header={header} kind={kind} value={settlementCell(line, key)} />
              )}
              <Cell header="Queda después" kind="money" value={rests.get(line) ?? null} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
