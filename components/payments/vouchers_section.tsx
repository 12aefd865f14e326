import { VOUCHER_COLUMNS } from "../../domain/payments/columns.ts";
import type { TypedFields } from "../../domain/payments/filter_fields.ts";
import { listedCount } from "../../domain/payments/voucher.ts";
import type { VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { counted } from "../../domain/thousands.ts";
import { Icon } from "../parts/icon.tsx";
import { csvHref, listHref, paymentsHref, viewHrefs, workbookHref } from "./links.ts";
import { MethodChips, NarrowingForm, ordersOf } from "./filters/narrowing_form.tsx";
import { NothingPaid } from "./filters/nothing_paid.tsx";
import type { VoucherList } from "./shown.ts";
import { SubsetChips } from "./filters/subset_chips.tsx";
import { ViewSwitch } from "./filters/view_switch.tsx";
import { VouchersTable } from "./vouchers_table.tsx";

type Props = { list: VoucherList; fields: TypedFields; selected: string | undefined };

/** Comprobantes de Egreso: the filters, the downloads and the table of a list. */
export function VouchersSection({ list, fields, selected }: Props) {
  const { filter, totals } = list;
  const isEmpty = listedCount(totals) === 0;
  return (
    <section class="block" aria-labelledby="comprobantes">
      <div class="block-head">
        <h2 id="comprobantes">Comprobantes de Egreso</h2>
        <ViewSwitch hrefs={viewHrefs(filter)} current="vouchers" />
        {totals.count > 0 && list.canDownload && <RangeDownloads filter={filter} />}
      </div>
      <SubsetChips
        label="Filtrar los comprobantes"
        filter={filter}
        counts={list.counts}
        isNarrowing={list.isNarrowing}
        href={(other, isNarrowing) => listHref(other, 1, isNarrowing)}
      />
      {list.isNarrowing && (
        <NarrowingForm
          action={paymentsHref(filter.of)}
          fields={fields}
          errors={[]}
          hint={SEARCHED_IN}
          orders={ORDERS}
        >
          <MethodChips
            filter={filter}
            methods={list.methods}
            href={(other) => listHref(other, 1, true)}
          />
        </NarrowingForm>
      )}
      {!isEmpty && list.canDownload && listedCount(totals) > totals.count && (
        <p class="hint">Los archivos del periodo no traen los anulados ni los devueltos.</p>
      )}
      {list.scheduled.length > 0 && (
        <p class="hint">
          <a href="#programados">
            {counted(list.scheduled.length, "pago programado", "pagos programados")}
          </a>{" "}
          por llegar, aparte de esta lista y de sus totales.
        </p>
      )}
      {isEmpty
        ? <NothingPaid filter={filter} href={listHref} />
        : <VouchersTable list={list} selected={selected} />}
    </section>
  );
}

/** Where a typed text is looked for. */
export const SEARCHED_IN = "N° Documento, banco, cuenta o forma de pago.";
export const ORDERS = ordersOf(VOUCHER_COLUMNS);

function RangeDownloads({ filter }: { filter: VoucherFilter }) {
  return (
    <div class="block-actions">
      <a class="button button-second" href={workbookHref(filter)} download>
        <Icon name="download" /> Descargar periodo
      </a>
      <a class="button button-quiet" href={csvHref(filter, "comprobantes")} download>
        CSV de comprobantes
      </a>
      <a class="button button-quiet" href={csvHref(filter, "facturas")} download>
        CSV de facturas
      </a>
    </div>
  );
}
