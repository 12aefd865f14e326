import { formatCount } from "../../domain/thousands.ts";
import {
  ALL_SETTLEMENT_COLUMNS,
  type Column,
  SETTLEMENT_COLUMNS,
  settlementCell,
  type SettlementColumnKey,
} from "../../domain/payments/columns.ts";
import {
  SETTLEMENT_AMOUNTS,
  type SettlementAmount,
  type SettlementTotals,
  type ShownSettlement,
} from "../../domain/payments/settlement.ts";
import { invoiceKey } from "../../domain/payments/invoice_number.ts";
import { OVERPAYMENT_WORDS } from "../../domain/payments/overpayment.ts";
import { DETAIL_HEADING, reportHref } from "./links.ts";
import { cellsOf, TotalCell } from "./money_cell.tsx";
import { Badge } from "../parts/badge.tsx";
import type { Detail } from "./shown.ts";
import { TableFoot } from "../parts/table_foot.tsx";

const STRONG: SettlementColumnKey[] = ["paidAmount", "invoiceNumber"];
const shownCells = cellsOf(SETTLEMENT_COLUMNS, STRONG);
const allCells = cellsOf(ALL_SETTLEMENT_COLUMNS, STRONG);

type Props = {
  detail: Detail;
  href: (page: number) => string;
  /** Where the invoice of a line is explained; undefined where it cannot be. */
  explain: (line: ShownSettlement) => string | undefined;
  nonce: string;
};

/** The lines of a voucher: nine columns, or all twenty; totals of the whole voucher under the head. */
export function SettlementsTable({ detail, href, explain, nonce }: Props) {
  const { voucher, totals, settlements, page, allColumns } = detail;
  const hasAction = allColumns && detail.canReport;
  const columns = allColumns ? ALL_SETTLEMENT_COLUMNS : SETTLEMENT_COLUMNS;
  const cells = allColumns ? allCells : shownCells;
  return (
    <div class="table-box">
      <div
        class={allColumns ? "table-scroll" : "table-plain"}
        tabindex={allColumns ? 0 : undefined}
      >
        <table
          class={`money-table settlements-table ${allColumns ? "all-columns" : ""}`}
          aria-labelledby={DETAIL_HEADING}
        >
          <thead>
            <tr>
              {columns.map(({ header, kind }) => <th scope="col" class={kind}>{header}</th>)}
              {hasAction && <td></td>}
            </tr>
            <Totals
              columns={columns}
              totals={totals}
              count={voucher.settlementCount}
              hasAction={hasAction}
            />
          </thead>
          <tbody hx-boost:inherited="false" hx-nonce={nonce}>
            {settlements.map((settlement) => (
              <tr>
                {cells(
                  (key) => settlementCell(settlement, key),
                  (key) =>
                    key === "invoiceNumber"
                      ? invoiceLink(settlement, explain(settlement), detail.overpaid)
                      : undefined,
                )}
                {hasAction && <ReportCell settlement={settlement} />}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TableFoot
        shown={settlements.length}
        total={voucher.settlementCount}
        noun={["factura", "facturas"]}
        id="lineas"
        label="Páginas de facturas"
        page={page}
        href={href}
      />
    </div>
  );
}

/** The number of an invoice, which leads to its explanation. */
function invoiceLink(
  { invoiceNumber }: ShownSettlement,
  href: string | undefined,
  overpaid?: ReadonlySet<string>,
) {
  if (href === undefined) return undefined;
  const link = <a href={href}>{invoiceNumber}</a>;
  if (!overpaid?.size || !overpaid.has(invoiceKey(invoiceNumber))) return link;
  return (
    <span class="badges">
      {link}
      <Badge kind="warn">{OVERPAYMENT_WORDS.beyond}</Badge>
    </span>
  );
}

function ReportCell({ settlement }: { settlement: ShownSettlement }) {
  const { voucherNumber, lineNumber, invoiceNumber } = settlement;
  return (
    <td class="row-action">
      <a
        href={reportHref(voucherNumber, lineNumber)}
        aria-label={`Reportar la factura ${invoiceNumber}`}
      >
        Reportar
      </a>
    </td>
  );
}

const LEADING_TEXT = SETTLEMENT_COLUMNS.filter(({ kind }) => kind !== "money").length;

type TotalsProps = {
  columns: Column<SettlementColumnKey>[];
  totals: SettlementTotals;
  count: number;
  hasAction: boolean;
};

function Totals({ columns, totals, count, hasAction }: TotalsProps) {
  return (
    <tr class="totals">
      <td colspan={LEADING_TEXT}>
        <strong>
          Total de {formatCount(count)} {count === 1 ? "factura" : "facturas"}
        </strong>
        <span class="totals-note">Todo el comprobante, no solo esta página</span>
      </td>
      {columns.slice(LEADING_TEXT).map(({ key, header }) =>
        isAmount(key) ? <TotalCell header={header} amount={totals[key]} /> : <td></td>
      )}
      {hasAction && <td></td>}
    </tr>
  );
}

function isAmount(key: SettlementColumnKey): key is SettlementAmount {
  return SETTLEMENT_AMOUNTS.some((amount) => amount === key);
}
