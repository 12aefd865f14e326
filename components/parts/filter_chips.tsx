import { formatCount } from "../../domain/thousands.ts";
type Chip = { name: string; href: string; count: number; isChosen: boolean };

/** The states by which a list can be filtered, each with how many there are. */
export function FilterChips({ label, chips }: { label: string; chips: Chip[] }) {
  return (
    <nav class="chips" aria-label={label}>
      {chips.map(({ name, href, count, isChosen }) => (
        <a class="chip" href={href} aria-current={isChosen ? "true" : undefined}>
          {name} · {formatCount(count)}
        </a>
      ))}
    </nav>
  );
}
