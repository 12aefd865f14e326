type Props = {
  years: number[];
  current: number;
  /** The page that shows the year of `?anio=`. */
  address: string;
};

/** The years of a page, the one that is shown marked. */
export function YearChips({ years, current, address }: Props) {
  return (
    <nav class="chips" aria-label="Año">
      {years.map((year) => (
        <a
          class="chip"
          href={`${address}?anio=${year}`}
          aria-current={year === current ? "true" : undefined}
        >
          {year}
        </a>
      ))}
    </nav>
  );
}
