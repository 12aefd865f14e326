import {
  type PaymentFilter,
  SUBSET_WORDS,
  VOUCHER_SUBSETS,
  withoutNarrowing,
} from "../../../domain/payments/voucher_filter.ts";
import type { RangeCounts } from "../../../domain/payments/voucher_page.ts";
import { FilterChips } from "../../parts/filter_chips.tsx";

type Props<Key extends string> = {
  label: string;
  filter: PaymentFilter<Key>;
  counts: RangeCounts;
  isNarrowing: boolean;
  href: (filter: PaymentFilter<Key>, isNarrowing?: boolean) => string;
};

/** What people look for most, each with how many there are between the two dates, and more filters. */
export function SubsetChips<Key extends string>(props: Props<Key>) {
  const { label, filter, counts, isNarrowing, href } = props;
  const { only, ...range } = filter;
  const subsets = VOUCHER_SUBSETS.filter((subset) => counts[subset] > 0 || subset === only);
  const all = { name: "Todos", href: href(range), count: counts.all, isChosen: false };
  const chips = subsets.map((subset) => ({
    name: SUBSET_WORDS[subset].name,
    href: href({ ...range, only: subset }),
    count: counts[subset],
    isChosen: subset === only,
  }));
  return (
    <FilterChips label={label} chips={only ? [all, ...chips] : chips}>
      <a
        class="chip"
        href={isNarrowing ? href(withoutNarrowing(filter)) : href(filter, true)}
        aria-expanded={isNarrowing ? "true" : "false"}
      >
        {isNarrowing ? "Quitar filtros" : "Más filtros"}
      </a>
    </FilterChips>
  );
}
