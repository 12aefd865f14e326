import type { Detail, VoucherList } from "./shown.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatNit } from "../../domain/nit.ts";
import { quickRanges } from "../../domain/payments/quick_range.ts";
import type { TypedFields } from "../../domain/payments/filter_fields.ts";
import type { LookedAt, VoucherFilter } from "../../domain/payments/voucher_filter.ts";
import { Crumb } from "../staff/facts.tsx";
import { boost } from "../parts/boost.ts";
import { DateField } from "../parts/date_field.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { Icon } from "../parts/icon.tsx";
import { HiddenFields } from "./hidden_fields.tsx";
import { listHref, paymentsHref, STAFF_PAYMENTS } from "./links.ts";
import { NarrowingForm } from "./narrowing_form.tsx";
import { type LookedProvider, WaitingVouchers } from "./waiting_vouchers.tsx";
import { SettlementsSection } from "./settlements_section.tsx";
import { ScheduledVouchers } from "./scheduled_vouchers.tsx";
import { VouchersSection } from "./vouchers_section.tsx";

type Props = {
  /** What was typed and chosen. */
  fields: TypedFields;
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
  const { fields, errors, today, nonce, list, detail, looked } = props;
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
        <HiddenFields fields={fields} except={["desde", "hasta"]} />
        <div class="search-fields">
          <DateField name="desde" value={fields.desde ?? ""} errors={errors} nonce={nonce} />
          <DateField name="hasta" value={fields.hasta ?? ""} errors={errors} nonce={nonce} />
          <button type="submit" class="button busy-button">
            <Icon name="search" />
            <span class="idle-text">Buscar</span>
            <span class="busy-text" aria-hidden="true">Buscando…</span>
          </button>
        </div>
        <QuickRanges today={today} filter={list?.filter} of={of} />
      </form>
      {looked && <WaitingVouchers provider={looked} />}
      {!list && errors.some(({ field }) => field === "texto") && (
        <NarrowingForm action={paymentsHref(of)} fields={fields} errors={errors} list={list} />
      )}
      {list && (
        <VouchersSection
          list={list}
          fields={fields}
          selected={detail?.voucher.documentNumber}
        />
      )}
      {list && detail && <SettlementsSection detail={detail} list={list} nonce={nonce} />}
      {list && <ScheduledVouchers list={list} today={today} />}
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
