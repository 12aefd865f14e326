import type { Detail, VoucherList } from "./shown.ts";
import type { FieldError } from "../../domain/errors.ts";
import { formatNit } from "../../domain/nit.ts";
import type { TypedFields } from "../../domain/payments/filter_fields.ts";
import { boost } from "../parts/boost.ts";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { listHref, paymentsHref, STAFF_PAYMENTS } from "./links.ts";
import { NarrowingForm } from "./filters/narrowing_form.tsx";
import { SettlementsSection } from "./settlements_section.tsx";
import { type LookedProvider, ScheduledVouchers, WaitingVouchers } from "./vouchers_apart.tsx";
import { RangeForm } from "./filters/range_form.tsx";
import { ORDERS, SEARCHED_IN, VouchersSection } from "./vouchers_section.tsx";
import { Crumb } from "../parts/crumb.tsx";

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
      <RangeForm
        {...{ fields, errors, today, nonce, of }}
        action={paymentsHref(of)}
        filter={list?.filter}
        href={listHref}
      />
      {looked && <WaitingVouchers provider={looked} />}
      {!list && errors.some(({ field }) => field === "texto") && (
        <NarrowingForm
          {...{ fields, errors }}
          action={paymentsHref(of)}
          hint={SEARCHED_IN}
          orders={ORDERS}
        />
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
