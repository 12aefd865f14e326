import type { PropsWithChildren } from "hono/jsx";
import { formatSome } from "../../domain/paging.ts";
import { formatCount } from "../../domain/thousands.ts";

type Chip = {
  name: string;
  href: string;
  count: number;
  isChosen: boolean;
  /** Whether it was counted as far as `MAX_COUNTED` alone. */
  isBounded?: boolean;
};

type Props = PropsWithChildren<{ label: string; chips: Chip[] }>;

/** The states by which a list can be filtered, each with how many there are; further chips last. */
export function FilterChips({ label, chips, children }: Props) {
  return (
    <nav class="chips" aria-label={label}>
      {chips.map(({ name, href, count, isChosen, isBounded }) => (
        <a class="chip" href={href} aria-current={isChosen ? "true" : undefined}>
          {name} · {isBounded ? formatSome(count) : formatCount(count)}
        </a>
      ))}
      {children}
    </nav>
  );
}
