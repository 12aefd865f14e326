import { monthName } from "../../domain/dates.ts";
import type { StatementMonth } from "../../domain/statements/statement.ts";

const HEIGHT = 160;
const STEP = 60;
const BAR = 22;
const LABEL = 32;

type Props = { months: StatementMonth[]; year: number };

/** What was paid each month, beside the year before. The table below has the same figures. */
export function PaidChart({ months, year }: Props) {
  const most = Math.max(1, ...months.flatMap(({ paid, paidYearBefore }) => [paid, paidYearBefore]));
  const heightOf = (cents: number) => Math.max(0, Math.round(cents / most * HEIGHT));
  return (
    <figure class="card chart">
      <svg viewBox={`0 0 ${12 * STEP} ${HEIGHT + LABEL}`} aria-hidden="true" focusable="false">
        {months.map(({ month, paid, paidYearBefore }, index) => {
          const left = index * STEP + (STEP - 2 * BAR) / 2;
          return (
            <g>
              <Bar kind="before" left={left} height={heightOf(paidYearBefore)} />
              <Bar kind="now" left={left + BAR} height={heightOf(paid)} />
              <text x={left + BAR} y={HEIGHT + LABEL - 8}>{monthName(month, true)}</text>
            </g>
          );
        })}
        <line x1="0" x2={12 * STEP} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <figcaption>
        <span class="key key-before"></span> Pagado en {year - 1}
        <span class="key key-now"></span> Pagado en {year}
      </figcaption>
    </figure>
  );
}

type BarProps = { kind: "before" | "now"; left: number; height: number };

function Bar({ kind, left, height }: BarProps) {
  return <rect class={`bar-${kind}`} x={left} y={HEIGHT - height} width={BAR} height={height} />;
}
