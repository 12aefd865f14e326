import { isStanding } from "../../domain/payments/voucher_state.ts";
import { StateBadge } from "./badges.tsx";
import { VOUCHER_COLUMNS, voucherCellsOf } from "../../domain/payments/columns.ts";
import {
  balanceOf,
  describeCount,
  listedCount,
  type StoredVoucher,
  type VoucherTotals,
} from "../../domain/payments/voucher.ts";
import { NEWEST_FIRST, sortedBy } from "../../domain/payments/voucher_filter.ts";
import { Badge } from "../parts/badge.tsx";
import { listHref, openHrefs, rowId } from "./links.ts";
import { cellsOf, TotalCell } from "./money_cell.tsx";
import { TableFoot } from "../parts/table_foot.tsx";
import type { VoucherList } from "./shown.ts";
import { SortHead } from "./filters/sort_head.tsx";

type Props = { list: VoucherList; selected: string | undefined };

/** The manual's nine columns, with the totals of the whole answer under the head. */
export function VouchersTable({ list, selected }: Props) {
  const { filter, vouchers, worked, totals, page } = list;
  const hrefOf = openHrefs(filter, { listPage: page });
  return (
    <div class="table-box">
      <table class="money-table vouchers-table" aria-labelledby="comprobantes">
        <thead>
          <tr>
            {VOUCHER_COLUMNS.map((column) => (
              <SortHead
                column={column}
                sort={filter.sort ?? NEWEST_FIRST}
                href={(sort) => listHref(sortedBy(filter, sort))}
              />
            ))}
            <td></td>
          </tr>
          <Totals totals={totals} />
        </thead>
        <tbody>
          {vouchers.map((voucher) => (
            <Row
              voucher={voucher}
              isSelected={voucher.documentNumber === selected}
              isWorked={worked.has(voucher.documentNumber)}
              href={hrefOf(voucher.documentNumber)}
            />
          ))}
        </tbody>
      </table>
      <TableFoot
        shown={vouchers.length}
        total={listedCount(totals)}
        noun={listedCount(totals) > totals.count
          ? ["comprobante, que no cuenta", "comprobantes, con los que no cuentan"]
          : ["comprobante", "comprobantes"]}
        id="lista"
        label="Páginas de comprobantes"
        page={page}
        href={(number) => listHref(filter, number)}
      />
    </div>
  );
}

const TEXT_COLUMNS = VOUCHER_COLUMNS.filter(({ kind }) => kind !== "money").length;

function Totals({ totals }: { totals: VoucherTotals }) {
  return (
    <tr class="totals">
      <td colspan={TEXT_COLUMNS}>
        <strong>Total de {describeCount(totals)}</strong>
        <span class="totals-note">Toda la consulta, no solo esta página</span>
      </td>
      <TotalCell header="Valor Pago" amount={totals.paidAmount} />
      <TotalCell header="Valor Pendiente por Aplicar" amount={totals.unappliedAmount} />
      <TotalCell
        header="Valor Pendiente por Aplicar Anticipo"
        amount={totals.unappliedAdvanceAmount}
      />
      <td></td>
    </tr>
  );
}

type RowProps = { voucher: StoredVoucher; isSelected: boolean; isWorked: boolean; href: string };

function Row({ voucher, isSelected, isWorked, href }: RowProps) {
  return (
    <tr class={isSelected ? "row-open" : undefined}>
      {voucherCells(voucherCellsOf(voucher))}
      <td class="row-action">
        <VoucherBadge voucher={voucher} />
        {isWorked && <Badge kind="ok">Trabajado</Badge>}
        <a
          id={rowId(voucher.documentNumber)}
          href={href}
          aria-current={isSelected ? "true" : undefined}
        >
          Ver Detalle
        </a>
      </td>
    </tr>
  );
}

const voucherCells = cellsOf(VOUCHER_COLUMNS, ["paidAmount"]);

function VoucherBadge({ voucher }: { voucher: StoredVoucher }) {
  if (!isStanding(voucher)) return <StateBadge state={voucher.state} />;
  return balanceOf(voucher).kind === "difference" ? <Badge kind="warn">Diferencia</Badge> : <></>;
}
