import type { PropsWithChildren } from "hono/jsx";
import { formatCount } from "../../domain/thousands.ts";

type Chip = { name: string; href: string; count: number; isChosen: boolean };

type Props = PropsWithChildren<{ label: string; chips: Chip[] }>;

/** The states by which a list can be filtered, each with how many there are; further chips last. */
export function FilterChips({ label, chips, children }: Props) {
  return (
    <nav class="chips" aria-label={label}>
      {chips.map(({ name, href, count, isChosen }) => (
        <a class="chip" href={href} aria-current={isChosen ? "true" : undefined}>
          {name} · {formatCount(count)}
        </a>
      ))}
      {children}
    </nav>
  );
}
