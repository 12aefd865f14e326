import type { Detail } from "./shown.ts";
import { formatDate } from "../../domain/dates.ts";
import { ALL_SETTLEMENT_COLUMNS, SETTLEMENT_COLUMNS } from "../../domain/payments/columns.ts";
import { balanceOf } from "../../domain/payments/voucher.ts";
import { BalanceStrip } from "./balance_strip.tsx";
import { boost, unboosted } from "../parts/boost.ts";
import { CorrectionNotice } from "./correction_notice.tsx";
import { Icon } from "../parts/icon.tsx";
import { hasInvoiceKey } from "../../domain/payments/invoice_number.ts";
import type { ShownSettlement } from "../../domain/payments/settlement.ts";
import type { LookedAt } from "../../domain/payments/voucher_filter.ts";
import {
  closeHref,
  DETAIL_HEADING,
  detailHref,
  downloadHref,
  explanationHref,
  reportHref,
} from "./links.ts";
import { TeamMark } from "./team_mark.tsx";
import { SettlementsTable } from "./settlements_table.tsx";
import type { VoucherList } from "./shown.ts";

type Props = { detail: Detail; list: Pick<VoucherList, "filter" | "page">; nonce: string };

/** Detalle de Pagos: what one voucher paid, whether it adds up, and its workbook. */
export function SettlementsSection({ detail, list, nonce }: Props) {
  const { voucher, allColumns } = detail;
  const href = (page: number, columns = allColumns) =>
    detailHref(list.filter, voucher.documentNumber, {
      listPage: list.page,
      page,
      allColumns: columns,
    });
  return (
    <section class="block" aria-labelledby={DETAIL_HEADING} {...boost("detalle", nonce)}>
      <div class="block-head">
        <h2 id={DETAIL_HEADING} tabindex={-1} autofocus={detail.isOpening}>Detalle de Pagos</h2>
        <p class="soft">
          Comprobante {voucher.documentNumber} del {formatDate(voucher.paidOn)}
        </p>
        <div class="block-actions">
          <CloseLink list={list} documentNumber={voucher.documentNumber} nonce={nonce} />
          {voucher.settlementCount > 0 && (
            <a class="button button-quiet" href={href(detail.page, !allColumns)}>
              {allColumns
                ? `Ver ${SETTLEMENT_COLUMNS.length} columnas`
                : `Ver las ${ALL_SETTLEMENT_COLUMNS.length} columnas`}
            </a>
          )}
          {detail.canReport && (
            <a
              class="button button-quiet"
              href={reportHref(voucher.documentNumber)}
              {...unboosted(nonce)}
            >
              Reportar
            </a>
          )}
          {detail.canDownload && (
            <Download list={list} documentNumber={voucher.documentNumber} nonce={nonce} />
          )}
        </div>
      </div>
      <CorrectionNotice
        correctedAt={detail.correctedAt}
        filter={list.filter}
        documentNumber={voucher.documentNumber}
        listPage={list.page}
        nonce={nonce}
      />
      <TeamMark detail={detail} list={list} nonce={nonce} />
      <BalanceStrip voucher={voucher} balance={balanceOf(voucher)} />
      {voucher.settlementCount > 0 && (
        <SettlementsTable
          detail={detail}
          href={href}
          explain={explainer(list.filter.of)}
          nonce={nonce}
        />
      )}
    </section>
  );
}

/**
 * Where a line's invoice is explained: of published vouchers alone, because what waits in a load is
 * no part of an invoice yet, and only where its number has a letter or a digit to find it by.
 */
function explainer(of: LookedAt | undefined) {
  return (line: ShownSettlement) =>
    of?.loadId === undefined && hasInvoiceKey(line.invoiceNumber)
      ? explanationHref(line, of)
      : undefined;
}

type VoucherLinkProps = Pick<Props, "list" | "nonce"> & { documentNumber: string };

function CloseLink({ list, documentNumber, nonce }: VoucherLinkProps) {
  return (
    <a
      class="button button-quiet"
      href={closeHref(list.filter, documentNumber, list.page)}
      {...unboosted(nonce)}
    >
      Cerrar detalle
    </a>
  );
}

function Download({ list, documentNumber, nonce }: VoucherLinkProps) {
  const action = downloadHref(list.filter.of, ".xlsx");
  return (
    <form method="get" action={action} {...unboosted(nonce)}>
      <input type="hidden" name="comprobante" value={documentNumber} />
      <button type="submit" class="button">
        <Icon name="download" /> Descargar
      </button>
    </form>
  );
}
