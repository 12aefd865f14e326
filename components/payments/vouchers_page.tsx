import type { Detail, VoucherList } from "./shown.ts";
import { formatDate } from "../../domain/dates.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatNit } from "../../domain/nit.ts";
import { quickRanges } from "../../domain/payments/quick_range.ts";
import { listedCount } from "../../domain/payments/voucher.ts";
import {
  type LookedAt,
  SUBSET_WORDS,
  VOUCHER_SUBSETS,
  type VoucherFilter,
} from "../../domain/payments/voucher_filter.ts";
import { Crumb } from "../staff/facts.tsx";
import { boost } from "../parts/boost.ts";
import { DateField } from "../parts/date_field.tsx";
import { FilterChips } from "../parts/filter_chips.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { csvHref, listHref, paymentsHref, STAFF_PAYMENTS, workbookHref } from "./links.ts";
import { type LookedProvider, WaitingVouchers } from "./waiting_vouchers.tsx";
import { SettlementsSection } from "./settlements_section.tsx";
import { VouchersTable } from "./vouchers_table.tsx";

type Props = {
  typed: { desde: string; hasta: string };
  errors: FieldError[];
  today: string;
  nonce: string;
  list?: VoucherList;
  detail?: Detail;
  /** Whose payments they are and what waits of them, where the staff looks. */
  looked?: LookedProvider;
};

/** Consulta de Pagos: two dates, the vouchers between them, and one voucher's lines under them. */
export function VouchersPage(props: Props) {
  const { typed, errors, today, nonce, list, detail, looked } = props;
  const only = list?.filter.only;
  const of = looked && { nit: looked.nit };
  return (
    <div {...boost("pagos", nonce)}>
      {looked && <Crumb href={STAFF_PAYMENTS}>Pagos de prestadores</Crumb>}
      <h1>Consulta de Pagos</h1>
      {looked && <p class="lead soft">{looked.legalName} · NIT {formatNit(looked.nit)}</p>}
      <ErrorSummary errors={errors} purpose="hacer la consulta" />
      <form
        class="card search-form"
        method="get"
        action={paymentsHref(of)}
        novalidate
        role="search"
      >
        {only && <input type="hidden" name="solo" value={SUBSET_WORDS[only].key} />}
        <div class="search-fields">
          <DateField name="desde" value={typed.desde} errors={errors} nonce={nonce} />
          <DateField name="hasta" value={typed.hasta} errors={errors} nonce={nonce} />
          <button type="submit" class="button busy-button">
            <Icon name="search" />
            <span class="idle-text">Buscar</span>
            <span class="busy-text" aria-hidden="true">Buscando…</span>
          </button>
        </div>
        <QuickRanges today={today} filter={list?.filter} of={of} />
      </form>
      {looked && <WaitingVouchers provider={looked} />}
      {list && <VouchersSection list={list} selected={detail?.voucher.documentNumber} />}
      {list && detail && <SettlementsSection detail={detail} list={list} nonce={nonce} />}
    </div>
  );
}

type QuickRangesProps = {
  today: string;
  filter: VoucherFilter | undefined;
  of: LookedAt | undefined;
};

function QuickRanges({ today, filter, of }: QuickRangesProps) {
  return (
    <div class="chips">
      <span class="soft">O escoja:</span>
      {quickRanges(today).map((range) => (
        <a
          class="chip"
          href={listHref({ ...filter, ...range, ...(of && { of }) })}
          aria-current={range.from === filter?.from && range.to === filter.to ? "true" : undefined}
        >
          {range.name}
        </a>
      ))}
    </div>
  );
}

function VouchersSection({ list, selected }: { list: VoucherList; selected: string | undefined }) {
  const { filter, totals } = list;
  const isEmpty = listedCount(totals) === 0;
  return (
    <section class="block" aria-labelledby="comprobantes">
      <div class="block-head">
        <h2 id="comprobantes">Comprobantes de Egreso</h2>
        {!isEmpty && list.canDownload && <RangeDownloads filter={filter} />}
      </div>
      <SubsetChips list={list} />
      {!isEmpty && list.canDownload && totals.annulledCount > 0 && (
        <p class="hint">Los archivos del periodo no traen los anulados.</p>
      )}
      {isEmpty
        ? <NothingFound filter={filter} />
        : <VouchersTable list={list} selected={selected} />}
    </section>
  );
}

/** The vouchers that people look for most, each with how many there are between the two dates. */
function SubsetChips({ list: { filter, counts } }: { list: VoucherList }) {
  const { only, ...range } = filter;
  const subsets = VOUCHER_SUBSETS.filter((subset) => counts[subset] > 0 || subset === only);
  if (subsets.length === 0) return <></>;
  const all = { name: "Todos", href: listHref(range), count: counts.all, isChosen: false };
  const chips = subsets.map((subset) => ({
    name: SUBSET_WORDS[subset].name,
    href: listHref({ ...range, only: subset }),
    count: counts[subset],
    isChosen: subset === only,
  }));
  return <FilterChips label="Filtrar los comprobantes" chips={only ? [all, ...chips] : chips} />;
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
  return (
    <div class="empty card" role="status">
      <div class="weave-small"></div>
      <p>
        No encontramos pagos {filter.only && `${SUBSET_WORDS[filter.only].name.toLowerCase()} `}
        entre el {formatDate(filter.from)} y el {formatDate(filter.to)}.
      </p>
      <p>
        {isWholeYear
          ? <a href={listHref(years)}>Pruebe con los últimos cinco años</a>
          : <a href={listHref(wholeYear)}>Pruebe con todo el año {year}</a>}
      </p>
    </div>
  );
}
