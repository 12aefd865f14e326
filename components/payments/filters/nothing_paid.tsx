import { formatDate } from "../../../domain/dates.ts";
import { describeNarrowing } from "../../../domain/payments/filter_fields.ts";
import { type PaymentFilter, withoutNarrowing } from "../../../domain/payments/voucher_filter.ts";

type Props<Key extends string> = {
  filter: PaymentFilter<Key>;
  href: (filter: PaymentFilter<Key>) => string;
};

/** A list without rows: by what it was narrowed, and how to widen it. */
export function NothingPaid<Key extends string>({ filter, href }: Props<Key>) {
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
          ? <a href={href(years)}>Pruebe con los últimos cinco años</a>
          : <a href={href(wholeYear)}>Pruebe con todo el año {year}</a>}
        {narrowing.length > 0 && (
          <>
            {" "}o <a href={href(withoutNarrowing(filter))}>quite los filtros</a>
          </>
        )}
      </p>
    </div>
  );
}
