import type { PropsWithChildren } from "hono/jsx";
import { monthName } from "../../domain/dates.ts";
import type { StatementMonth } from "../../domain/statements/statement.ts";

const HEIGHT = 160;
const STEP = 60;
const BAR = 22;
const LABEL = 32;

type Props = { months: StatementMonth[]; year: number };

/**
 * What was paid each month, beside the year before: with an invoice, still to be applied, and what
 * was withheld on top of it. The table below has the same figures.
 */
export function PaidChart({ months, year }: Props) {
  const sums = months.flatMap(({ paid, withheld, paidYearBefore }) => [
    paid + withheld,
    paidYearBefore,
  ]);
  const most = Math.max(1, ...sums);
  const heightOf = (cents: number) => Math.max(0, Math.round(cents / most * HEIGHT));
  return (
    <figure class="card chart">
      <svg viewBox={`0 0 ${12 * STEP} ${HEIGHT + LABEL}`} aria-hidden="true" focusable="false">
        {months.map((of, index) => {
          const left = index * STEP + (STEP - 2 * BAR) / 2;
          return (
            <g>
              <Bar kind="before" left={left} height={heightOf(of.paidYearBefore)} />
              <Stack month={of} left={left + BAR} heightOf={heightOf} />
              <text x={left + BAR} y={HEIGHT + LABEL - 8}>{monthName(of.month, true)}</text>
            </g>
          );
        })}
        <line x1="0" x2={12 * STEP} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <figcaption>
        <Key kind="before">Pagado en {year - 1}</Key>
        <Key kind="now">Pagado en {year}, con factura</Key>
        <Key kind="unapplied">Por aplicar</Key>
        <Key kind="withheld">Retenido</Key>
      </figcaption>
    </figure>
  );
}

type StackProps = { month: StatementMonth; left: number; heightOf: (cents: number) => number };

/** A month of the year, its parts one on the other: the last of them is no money that was paid. */
function Stack({ month: { paid, unapplied, withheld }, left, heightOf }: StackProps) {
  const applied = heightOf(Math.max(0, paid - unapplied));
  const all = heightOf(paid);
  return (
    <>
      <Bar kind="now" left={left} height={applied} />
      <Bar kind="unapplied" left={left} height={Math.max(0, all - applied)} above={applied} />
      <Bar kind="withheld" left={left} height={heightOf(withheld)} above={all} />
    </>
  );
}

type Kind = "before" | "now" | "unapplied" | "withheld";
type BarProps = { kind: Kind; left: number; height: number; above?: number };

function Bar({ kind, left, height, above = 0 }: BarProps) {
  const top = HEIGHT - above - height;
  return <rect class={`bar-${kind}`} x={left} y={top} width={BAR} height={height} />;
}

function Key({ kind, children }: PropsWithChildren<{ kind: Kind }>) {
  return (
    <span class="chart-key">
      <span class={`key key-${kind}`}></span> {children}
    </span>
  );
}
