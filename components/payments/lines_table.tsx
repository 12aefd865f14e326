import { settlementCell } from "../../domain/payments/columns.ts";
import { LINE_COLUMNS, type LineColumnKey } from "../../domain/payments/line_filter.ts";
import type { InvoiceSettlement } from "../../domain/payments/search_answer.ts";
import { SETTLEMENT_AMOUNTS } from "../../domain/payments/settlement.ts";
import { type LookedAt, NEWEST_FIRST, sortedBy } from "../../domain/payments/voucher_filter.ts";
import { formatCount } from "../../domain/thousands.ts";
import { listedCount } from "../../domain/payments/voucher.ts";
import { StateBadge } from "./badges.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import { explanationHref, lineHref, linesHref } from "./links.ts";
import { cellsOf, TotalCell } from "./money_cell.tsx";
import type { LineList } from "./shown.ts";
import { SortHead } from "./filters/sort_head.tsx";

const lineCells = cellsOf(LINE_COLUMNS, ["paidAmount"]);

/** Lines of many vouchers, with the totals of all of them under the head. */
export function LinesTable({ list, nonce }: { list: LineList; nonce: string }) {
  const { filter, lines, listed, page } = list;
  return (
    <div class="table-box">
      <table class="money-table lines-table" aria-labelledby="facturas-titulo">
        <thead>
          <tr>
            {LINE_COLUMNS.map((column) => (
              <SortHead
                column={column}
                sort={filter.sort ?? NEWEST_FIRST}
                href={(sort) => linesHref(sortedBy(filter, sort))}
              />
            ))}
          </tr>
          <Totals list={list} />
        </thead>
        <tbody hx-boost:inherited="false" hx-nonce={nonce}>
          {lines.map((line) => (
            <tr>
              {lineCells((key) => valueOf(line, key), (key) => shown(line, key, filter.of))}
            </tr>
          ))}
        </tbody>
      </table>
      <TableFoot
        shown={lines.length}
        total={listedCount(listed)}
        noun={listedCount(listed) > listed.count
          ? [
            "renglón, de un comprobante que no cuenta",
            "renglones, con los de anulados y devueltos",
          ]
          : ["renglón", "renglones"]}
        id="lista"
        label="Páginas de facturas"
        page={page}
        href={(number) => linesHref(filter, number)}
      />
    </div>
  );
}

function valueOf(line: InvoiceSettlement, key: LineColumnKey) {
  return key === "paidOn" ? line.paidOn : settlementCell(line, key);
}

/** A voucher and an invoice lead to where they are explained; other cells are their value's text. */
function shown(line: InvoiceSettlement, key: LineColumnKey, of: LookedAt | undefined) {
  const { paidOn, voucherNumber, lineNumber, invoiceNumber, state } = line;
  if (key === "invoiceNumber") return <a href={explanationHref(line, of)}>{invoiceNumber}</a>;
  if (key !== "voucherNumber") return undefined;
  return (
    <span>
      <a href={lineHref(paidOn, voucherNumber, lineNumber, of)}>{voucherNumber}</a>
      <StateBadge state={state} />
    </span>
  );
}

const LEADING_TEXT = LINE_COLUMNS.filter(({ kind }) => kind !== "money").length;

function Totals({ list: { listed, totals } }: { list: LineList }) {
  return (
    <tr class="totals">
      <td colspan={LEADING_TEXT}>
        <strong>
          Total de {formatCount(listed.count)} {listed.count === 1 ? "renglón" : "renglones"}
        </strong>
        <span class="totals-note">
          Toda la consulta, no solo esta página. Una factura con varios pagos está en varios, cada
          uno con su Valor Factura y el Saldo de ese día
        </span>
      </td>
      {LINE_COLUMNS.slice(LEADING_TEXT).map(({ key, header }) => {
        const amount = SETTLEMENT_AMOUNTS.find((one) => one === key);
        return amount ? <TotalCell header={header} amount={totals[amount]} /> : <td></td>;
      })}
    </tr>
  );
}
