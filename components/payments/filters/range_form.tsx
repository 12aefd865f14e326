import type { FieldError } from "../../../domain/errors.ts";
import type { TypedFields } from "../../../domain/payments/filter_fields.ts";
import { quickRanges } from "../../../domain/payments/quick_range.ts";
import type { LookedAt, PaymentFilter } from "../../../domain/payments/voucher_filter.ts";
import { DateField } from "../../parts/date_field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ELLIPSIS } from "../../signs.ts";
import { HiddenFields } from "./hidden_fields.tsx";

type Props<Key extends string> = {
  fields: TypedFields;
  errors: FieldError[];
  today: string;
  nonce: string;
  action: string;
  /** The filter of the list, where one is shown. */
  filter: PaymentFilter<Key> | undefined;
  of: LookedAt | undefined;
  href: (filter: PaymentFilter<Key>) => string;
};

/** Two dates and the magnifying glass, and ranges that one click chooses. */
export function RangeForm<Key extends string>(props: Props<Key>) {
  const { fields, errors, nonce, action } = props;
  return (
    <form class="card search-form" method="get" action={action} novalidate role="search">
      <HiddenFields fields={fields} except={["desde", "hasta"]} />
      <div class="search-fields">
        <DateField name="desde" value={fields.desde ?? ""} errors={errors} nonce={nonce} />
        <DateField name="hasta" value={fields.hasta ?? ""} errors={errors} nonce={nonce} />
        <button type="submit" class="button busy-button">
          <Icon name="search" />
          <span class="idle-text">Buscar</span>
          <span class="busy-text" aria-hidden="true">Buscando{ELLIPSIS}</span>
        </button>
      </div>
      <QuickRanges {...props} />
    </form>
  );
}

function QuickRanges<Key extends string>({ today, filter, of, href }: Props<Key>) {
  return (
    <div class="chips">
      <span class="soft">O escoja:</span>
      {quickRanges(today).map(({ name, from, to }) => (
        <a
          class="chip"
          href={href({ ...filter, from, to, ...(of && { of }) })}
          aria-current={from === filter?.from && to === filter.to ? "true" : undefined}
        >
          {name}
        </a>
      ))}
    </div>
  );
}
