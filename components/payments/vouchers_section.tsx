import { formatDate } from "../../domain/dates.ts";
import { describeNarrowing, type TypedFields } from "../../domain/payments/filter_fields.ts";
import { listedCount } from "../../domain/payments/voucher.ts";
import {
  SUBSET_WORDS,
  VOUCHER_SUBSETS,
  type VoucherFilter,
  withoutNarrowing,
} from "../../domain/payments/voucher_filter.ts";
import { counted } from "../../domain/thousands.ts";
import { FilterChips } from "../parts/filter_chips.tsx";
import { Icon } from "../parts/icon.tsx";
import { csvHref, listHref, paymentsHref, workbookHref } from "./links.ts";
import { NarrowingForm } from "./narrowing_form.tsx";
import type { VoucherList } from "./shown.ts";
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
        {totals.count > 0 && list.canDownload && <RangeDownloads filter={filter} />}
      </div>
      <SubsetChips list={list} />
      {list.isNarrowing && (
        <NarrowingForm
          action={paymentsHref(filter.of)}
          fields={fields}
          errors={[]}
          list={list}
        />
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
        ? <NothingFound filter={filter} />
        : <VouchersTable list={list} selected={selected} />}
    </section>
  );
}

/** The vouchers that people look for most, each with how many there are between the two dates. */
function SubsetChips({ list: { filter, counts, isNarrowing } }: { list: VoucherList }) {
  const { only, ...range } = filter;
  const subsets = VOUCHER_SUBSETS.filter((subset) => counts[subset] > 0 || subset === only);
  const all = { name: "Todos", href: listHref(range), count: counts.all, isChosen: false };
  const chips = subsets.map((subset) => ({
    name: SUBSET_WORDS[subset].name,
    href: listHref({ ...range, only: subset }),
    count: counts[subset],
    isChosen: subset === only,
  }));
  const openHref = isNarrowing ? listHref(withoutNarrowing(filter)) : listHref(filter, 1, true);
  return (
    <FilterChips label="Filtrar los comprobantes" chips={only ? [all, ...chips] : chips}>
      <a class="chip" href={openHref} aria-expanded={isNarrowing ? "true" : "false"}>
        {isNarrowing ? "Quitar filtros" : "Más filtros"}
      </a>
    </FilterChips>
  );
}

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

function NothingFound({ filter }: { filter: VoucherFilter }) {
  const year = filter.to.slice(0, 4);
  const wholeYear = { ...filter, from: `${year}-01-01`, to: `${year}-12-31` };
  const isWholeYear = filter.from === wholeYear.from && filter.to === wholeYear.to;
  const years = { ...filter, from: `${Number(year) - 4}-01-01`, to: wholeYear.to };
  const narrowing = describeNarrowing(filter);
  return (
    <div class="empty card" role="status">
      <div class="weave-small"></div>
      <p>
        No encontramos pagos entre el {formatDate(filter.from)} y el {formatDate(filter.to)}
        {narrowing.length > 0 && ` (${narrowing.join("; ")})`}.
      </p>
      <p>
        {isWholeYear
          ? <a href={listHref(years)}>Pruebe con los últimos cinco años</a>
          : <a href={listHref(wholeYear)}>Pruebe con todo el año {year}</a>}
        {narrowing.length > 0 && (
          <>
            {" "}o <a href={listHref(withoutNarrowing(filter))}>quite los filtros</a>
          </>
        )}
      </p>
    </div>
  );
}
